/** What is measured inside of the page. Functions that the browser runs: they know nothing outside of themselves. */

export interface Frames {
  perSecond: number
  longTasks: number
}

/** Frames a second, and tasks of more than 50 ms, for so many milliseconds. */
export async function frames(milliseconds: number): Promise<Frames> {
  let longTasks = 0
  const observer = new PerformanceObserver((list) => (longTasks += list.getEntries().length))
  observer.observe({ type: 'longtask' })
  let count = 0
  const begin = performance.now()
  await new Promise<void>((done) => {
    const next = () => {
      count += 1
      if (performance.now() - begin >= milliseconds) done()
      else requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  observer.disconnect()
  return { perSecond: (count * 1000) / (performance.now() - begin), longTasks }
}

/** When the legend said how many had succeeded: `[count, wall clock]`, at each change for so long. */
export async function legendChanges(milliseconds: number): Promise<[number, number][]> {
  const legend = document.querySelector('[aria-label="Filter by state"]')
  if (legend === null) throw new Error('no legend')
  const seen: [number, number][] = []
  const look = () => {
    const words = [...legend.querySelectorAll('button')].find((button) => button.textContent.includes('succeeded'))
    const count = Number((words?.textContent ?? '0').replaceAll(/[^\d]/g, ''))
    if (seen.at(-1)?.[0] !== count) seen.push([count, Date.now()])
  }
  const observer = new MutationObserver(look)
  observer.observe(legend, { subtree: true, childList: true, characterData: true })
  await new Promise((done) => setTimeout(done, milliseconds))
  observer.disconnect()
  return seen
}

/** Milliseconds from a click on the button to the frame in which a dialog is on the screen. */
export async function clickToDialog(name: string): Promise<number> {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim().startsWith(name))
  if (button === undefined) throw new Error(`no button ${name}`)
  const begin = performance.now()
  button.click()
  while (document.querySelector('[role="dialog"]') === null) {
    if (performance.now() - begin > 10_000) throw new Error(`${name} opened no dialog in 10 s`)
    await new Promise(requestAnimationFrame)
  }
  await new Promise(requestAnimationFrame)
  return performance.now() - begin
}

/** Milliseconds from a click on a link of the navigation to its heading. */
export async function routeChange({ link, heading }: { link: string; heading: string }): Promise<number> {
  const anchor = [...document.querySelectorAll('nav a')].find((one) => one.textContent.trim().startsWith(link))
  if (!(anchor instanceof HTMLElement)) throw new Error(`no link ${link}`)
  const begin = performance.now()
  anchor.click()
  while (document.querySelector('h1')?.textContent.trim() !== heading) {
    if (performance.now() - begin > 10_000) throw new Error(`${link} showed no heading "${heading}" in 10 s`)
    await new Promise(requestAnimationFrame)
  }
  await new Promise(requestAnimationFrame)
  return performance.now() - begin
}
