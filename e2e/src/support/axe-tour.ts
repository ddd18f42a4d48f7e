/** Every screen of the dashboard, visited one after the other; and what is looked at on each. */
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import type { Installation } from './installation.ts'
import { expectNoViolations } from './no-violations.ts'

const tabs = ['timeline', 'logs', 'plan', 'changes', 'events', 'config']

/** With the sample and a deployment that has ended. */
export const liveScreens = (deploymentId: string): string[] => [
  '/',
  '/activity',
  '/approvals',
  '/deployments',
  '/deployments/new',
  '/deployments/new?application=storefront&group=production&step=how',
  '/deployments/new?application=storefront&group=production&step=review',
  `/deployments/${deploymentId}`,
  ...tabs.map((tab) => `/deployments/${deploymentId}/${tab}`),
  `/deployments/${deploymentId}/approve`,
  '/deployments/d-AAAAAAAAA',
  '/applications',
  '/applications/new',
  '/applications/storefront',
  '/applications/storefront/groups/production',
  '/applications/storefront/groups/new',
  '/applications/storefront/groups/production/edit',
  '/applications/storefront/revisions',
  '/applications/storefront/revisions/new',
  '/configurations',
  '/configurations/CodeDeployDefault.HalfAtATime',
  '/instances',
  '/instances/local-3',
  '/load-balancers',
  '/load-balancers/storefront',
  '/help',
  '/help/api',
  '/settings',
  '/no/such/screen',
]

/** On an installation without anything: each says what it is for, and what to do first. */
export const emptyScreens = [
  ['/', 'Nothing was deployed yet'],
  // The first account is told there already.
  ['/activity', 'Activity'],
  ['/approvals', 'Nothing waits for a decision'],
  ['/deployments', 'Nothing was deployed yet'],
  ['/deployments/new', 'There is nothing to deploy yet'],
  ['/applications', 'No application yet'],
  ['/instances', 'No host yet'],
  ['/load-balancers', 'No load balancer yet'],
  ['/configurations', 'Configurations'],
  ['/help', 'Help'],
  ['/settings', 'Settings'],
] as const

/** One revision of the sample has a screen of its own; its name holds what the store made of the bytes. */
export async function revisionScreen(page: Page, on: Installation): Promise<string> {
  await page.goto(`${on.url}/applications/storefront/revisions`)
  const link = page.locator('a[href^="/applications/storefront/revisions/"]:not([href$="/new"])').first()
  return (await link.getAttribute('href')) ?? ''
}

export async function visit(
  page: Page,
  on: Installation,
  screens: readonly string[],
  look: (page: Page) => Promise<void>,
) {
  for (const screen of screens)
    await test.step(screen, async () => {
      await page.goto(on.url + screen)
      // Behind a dialog that opens with the screen, it is no heading to those who cannot see.
      await expect(page.locator('h1')).toBeVisible()
      await look(page)
    })
}

/** axe on the wide screen; on a tablet and a phone nothing may scroll sideways. */
export async function looksRight(page: Page): Promise<void> {
  const wide = page.viewportSize() ?? { width: 1440, height: 900 }
  await expectNoViolations(page)
  for (const width of [768, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSideways(page, width)
  }
  await page.setViewportSize(wide)
}

export async function expectNoSideways(page: Page, width: number): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
      message: `nothing scrolls sideways at ${width} px`,
    })
    .toBeLessThanOrEqual(width)
}

/** The patterns of the site map that no screen of the tour is of. */
export function patternsLeftOut(screens: readonly string[]): string[] {
  const router = readFileSync(new URL('../../../apps/web/src/router.tsx', import.meta.url), 'utf8')
  const patterns = [...router.matchAll(/path: '([^']+)'/g)].map(([, pattern = '']) => pattern)
  if (patterns.length < 20) throw new Error('the site map was not understood')
  const visited = screens.map((screen) => screen.split('?')[0] ?? '')
  return patterns.filter((pattern) => pattern !== '*' && !visited.some((path) => matcherOf(pattern).test(path)))
}

function matcherOf(pattern: string): RegExp {
  const parts = pattern
    .replace(/^\//, '')
    .split('/')
    .map((part) => (part.endsWith('?') ? '(?:/[^/]+)?' : part.startsWith(':') ? '/[^/]+' : `/${part}`))
  return new RegExp(`^${parts.join('')}$`)
}
