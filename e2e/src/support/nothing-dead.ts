/** Whatever cannot be used says why, to eyes and to screen readers alike. */
import { expect, type Page } from '@playwright/test'

/** Every control that is off has a description with the reason; none is off without being reachable. */
export async function expectNothingDead(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await expect.poll(() => deadControls(page), 'controls that are off and do not say why').toEqual([])
}

const deadControls = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const describes = (element: Element): string =>
      (element.getAttribute('aria-describedby') ?? '')
        .split(/\s+/)
        .map((id) => (id === '' ? '' : (document.getElementById(id)?.textContent ?? '')))
        .join(' ')
        .trim()
    const isWaiting = (element: Element): boolean => element.getAttribute('aria-busy') === 'true'
    const off = [...document.querySelectorAll('main [aria-disabled="true"]')].filter(
      (element) => describes(element) === '' && !isWaiting(element),
    )
    const unreachable = document.querySelectorAll('main :is(button, input, select, textarea):disabled')
    return [...off, ...unreachable].map((element) => element.outerHTML.slice(0, 200))
  })
