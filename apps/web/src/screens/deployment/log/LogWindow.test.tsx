import type { LogLine } from '@sluice/model'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Fleet } from '../../../live/fleet.ts'
import type { LogView } from './log-book.ts'
import { LogWindow } from './LogWindow.tsx'
import type { LinkedLine } from './use-linked-line.ts'

const fleetOf = (steps: readonly string[], status: readonly number[]): Fleet => ({
  names: ['web-1', 'web-2', 'web-3'],
  waves: [1, 1, 1],
  events: ['Install'],
  status: Uint8Array.from(status),
  steps,
  started: new Float64Array(3),
  ended: new Float64Array(3),
  silentSince: new Float64Array(3),
  revision: 0,
})
/** web-1 and web-3 run, web-2 has succeeded. */
const fleet = fleetOf(['1', '2', '1'], [1, 2, 1])

const line = (seq: number, targetId: string, number: number, text = `line ${number}`): LogLine => ({
  seq,
  at: seq,
  targetId,
  event: 'Install',
  script: 'run.sh',
  stream: 'stdout',
  text,
  line: number,
})
const said = (targetId: string, from: number, count: number, firstLine = 1) =>
  Array.from({ length: count }, (_, at) => line(from + at, targetId, firstLine + at))
const viewOf = (lines: readonly LogLine[]): LogView => ({ lines, holes: [], mayLoad: true })

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  // Nothing is laid out here: the window is 200 pixels high, and 3,000 are above its end.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(200)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const opened: string[] = []
const windowOf = (view: LogView, linked?: LinkedLine) => (
  <LogWindow
    view={view}
    fleet={fleet}
    filter={{ host: undefined, event: undefined }}
    isOver={false}
    startsAtFailure={false}
    onlyHits={false}
    time="utc"
    marks={undefined}
    linked={linked}
    downloadPath="/api/logs/d-1"
    emptyWords="No line yet."
    onLoad={undefined}
    onLine={() => undefined}
    onHost={(targetId) => opened.push(targetId)}
  />
)
const scroller = () => screen.getByRole('log')
const header = (name: RegExp) => screen.getByRole('button', { name })
/** Where a row stands in the window. */
function placeInView(row: Element): number {
  const top = /translateY\(([\d.]+)px\)/.exec(row.closest<HTMLElement>('[style*=translateY]')?.style.transform ?? '')
  return Number(top?.[1]) - scroller().scrollTop
}

describe('the window of a log', () => {
  it('follows its end', () => {
    const lines = said('web-1', 1, 100)
    const { rerender } = render(windowOf(viewOf(lines)))
    const before = scroller().scrollTop
    lines.push(...said('web-1', 101, 10, 101))
    rerender(windowOf(viewOf(lines)))
    expect(scroller().scrollTop - before).toBe(200)
  })

  it('stays where it is when something is opened while it follows, and says that it does not follow', () => {
    render(windowOf(viewOf([...said('web-1', 1, 100), ...said('web-2', 101, 100)])))
    const row = header(/^web-2/)
    const before = placeInView(row)
    fireEvent.click(row)
    expect(header(/^web-2/).getAttribute('aria-expanded')).toBe('true')
    expect(placeInView(header(/^web-2/))).toBe(before)
    expect(screen.getByRole('button', { name: 'Follow ▼' })).toBeDefined()
    expect(opened).toContain('web-2')
  })

  it('keeps what was opened in its place when lines are loaded above it', () => {
    const lines = [...said('web-1', 101, 100), ...said('web-2', 201, 20, 81)]
    const { rerender } = render(windowOf(viewOf(lines)))
    fireEvent.click(header(/^web-2/))
    const before = placeInView(header(/^web-2/))
    // Its older lines are older than all that was there: its row moves before the others.
    rerender(windowOf(viewOf([...said('web-2', 1, 80), ...lines])))
    expect(placeInView(header(/^web-2/))).toBe(before)
  })

  it('opens a link once its line is there: unfolded, in view, marked, and not followed any more', () => {
    const lines = [...said('web-1', 1, 100), ...said('web-2', 101, 100)]
    const linked: LinkedLine = { link: 'web-2:Install:50', line: undefined, gone: undefined }
    const broughtIntoView = vi.fn<(how: ScrollIntoViewOptions) => void>()
    Element.prototype.scrollIntoView = broughtIntoView as Element['scrollIntoView']
    const { rerender } = render(windowOf(viewOf(lines), linked))
    expect(document.querySelector('[aria-current]')).toBeNull()
    expect(broughtIntoView).not.toHaveBeenCalled()
    rerender(windowOf(viewOf(lines), { ...linked, line: line(150, 'web-2', 50) }))
    const row = document.querySelector('[aria-current]')
    expect(row?.textContent).toContain('line 50')
    expect(row === null ? -1 : placeInView(row)).toBeGreaterThanOrEqual(0)
    expect(row === null ? 999 : placeInView(row)).toBeLessThan(200)
    expect(broughtIntoView, 'the log itself, which a phone has below its screen').toHaveBeenCalledOnce()
    expect(screen.getByRole('button', { name: 'Follow ▼' })).toBeDefined()
  })

  it('tells how many lines came while one reads, and goes there', () => {
    const lines = said('web-1', 1, 100)
    const { rerender } = render(windowOf(viewOf(lines)))
    fireEvent.click(screen.getByRole('button', { name: 'Following ▼' }))
    const before = scroller().scrollTop
    lines.push(...said('web-1', 101, 40, 101))
    rerender(windowOf(viewOf(lines)))
    expect(scroller().scrollTop).toBe(before)
    act(() => screen.getByRole('button', { name: '▼ 40 new lines' }).click())
    expect(screen.getByRole('button', { name: 'Following ▼' })).toBeDefined()
  })

  it('copies whole lines as plain text, without times, hosts and colours', () => {
    render(windowOf(viewOf([line(1, 'web-1', 1, '\u001b[31mred\u001b[0m'), line(2, 'web-1', 2, 'plain')])))
    const range = document.createRange()
    range.selectNodeContents(scroller())
    document.getSelection()?.removeAllRanges()
    document.getSelection()?.addRange(range)
    const copied: string[] = []
    fireEvent.copy(scroller(), { clipboardData: { setData: (_type: string, text: string) => copied.push(text) } })
    expect(copied).toEqual(['red\nplain'])
  })

  it('copies all lines of a selection, also those that were scrolled away meanwhile', () => {
    const lines = said('web-1', 1, 300)
    vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(6000)
    render(windowOf(viewOf(lines)))
    const drawn = () => [...scroller().querySelectorAll<HTMLElement>('[data-seq]')]
    const last = drawn().find((row) => row.dataset['seq'] === '300')
    if (last === undefined) throw new Error('The end of the log is not drawn.')
    fireEvent.pointerDown(last)
    scroller().scrollTop = 0
    fireEvent.scroll(scroller())
    const [first, other] = [drawn()[0], drawn().at(-1)]
    if (first === undefined || other === undefined) throw new Error('Nothing is drawn.')
    expect(drawn().some((row) => row.dataset['seq'] === '300')).toBe(false)
    document.getSelection()?.setBaseAndExtent(other, 0, first, 0)
    const copied: string[] = []
    fireEvent.copy(scroller(), { clipboardData: { setData: (_type: string, text: string) => copied.push(text) } })
    expect(copied[0]?.split('\n')).toEqual(lines.map(({ text }) => text))
  })
})
