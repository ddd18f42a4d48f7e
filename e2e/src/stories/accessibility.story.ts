/** axe finds nothing on the screens and dialogs of this product: live and empty, light and dark, wide and on a phone. */
import { expect, test } from '@playwright/test'
import { deploy, ended } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { expectNoViolations } from '../support/no-violations.ts'
import { signIn } from '../support/signing-in.ts'

// axe on every screen takes a busy machine its time.
test.describe.configure({ timeout: 300_000 })

let sluice: Installation
let finished: string
test.beforeAll(async () => {
  sluice = await startInstallation()
  finished = (await ended(sluice, await deploy(sluice, '1.0'))).deploymentId
})
test.afterAll(() => sluice?.remove())

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('sign-in', async ({ page }) => {
      await page.goto(`${sluice.url}/sign-in`)
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
      await expectNoViolations(page)
    })

    test('every screen behind it', async ({ page }) => {
      await signIn(page, sluice)
      const screens = [
        '/deployments',
        '/deployments/new',
        `/deployments/${finished}`,
        `/deployments/${finished}/plan`,
        `/deployments/${finished}/events`,
        `/deployments/${finished}/config`,
        '/deployments/d-AAAAAAAAA',
        '/applications',
        '/applications/new',
        '/applications/storefront',
        '/applications/storefront/groups/production',
        '/applications/storefront/groups/new',
        '/applications/storefront/groups/production/edit',
        '/applications/storefront/revisions',
        '/instances',
        '/load-balancers',
        '/load-balancers/storefront',
        '/approvals',
        '/settings',
      ]
      for (const screen of screens)
        await test.step(screen, async () => {
          await page.goto(sluice.url + screen)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expectNoViolations(page)
        })
    })

    test('dialogs and the table of targets', async ({ page }) => {
      await signIn(page, sluice)
      await page.goto(`${sluice.url}/instances`)
      await page.getByRole('button', { name: 'Enrol a host' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoViolations(page)
      for (const opened of ['/applications/storefront/revisions/new', `/deployments/${finished}?target=local-3`]) {
        await page.goto(sluice.url + opened)
        await expect(page.getByRole('dialog')).toBeVisible()
        await expectNoViolations(page)
      }
      await page.goto(`${sluice.url}/applications/storefront/groups/production`)
      await page.getByRole('button', { name: /^Delete/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoViolations(page)
      await page.goto(`${sluice.url}/deployments/${finished}`)
      await page.getByRole('button', { name: /^Table/ }).click()
      await expect(page.getByRole('table', { name: 'Targets' }).getByRole('row')).toHaveCount(5)
      await expectNoViolations(page)
    })

    test('screens of a phone', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await signIn(page, sluice)
      const screens = [
        '/deployments',
        `/deployments/${finished}`,
        '/deployments/new',
        '/applications/storefront',
        '/applications/storefront/groups/production',
        '/applications/storefront/revisions',
        '/instances',
        '/load-balancers',
        '/load-balancers/storefront',
        '/approvals',
        '/settings',
      ]
      for (const screen of screens)
        await test.step(screen, async () => {
          await page.goto(sluice.url + screen)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expectNoViolations(page)
          const { content, screen: width } = await page.evaluate(() => ({
            content: document.documentElement.scrollWidth,
            screen: document.documentElement.clientWidth,
          }))
          expect(content, 'nothing scrolls sideways').toBeLessThanOrEqual(width)
        })
    })

    test('a running deployment and its stop dialog', async ({ page }) => {
      await signIn(page, sluice)
      const deploymentId = await deploy(sluice, '1.0', { config: 'CodeDeployDefault.OneAtATime' })
      await page.goto(`${sluice.url}/deployments/${deploymentId}`)
      await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('running')
      await expectNoViolations(page)
      await page.getByRole('button', { name: /^Stop/ }).first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await ended(sluice, deploymentId)
    })
  })
}

test('an empty installation: every screen says what to do first', async ({ page }) => {
  const empty = await startInstallation({ demo: false, fleet: 0 })
  try {
    await signIn(page, empty)
    for (const [screen, says] of [
      ['/deployments', 'Nothing was deployed yet'],
      ['/deployments/new', 'There is nothing to deploy yet'],
      ['/applications', 'No application yet'],
      ['/instances', 'No host yet'],
    ] as const)
      await test.step(screen, async () => {
        await page.goto(empty.url + screen)
        await expect(page.getByRole('heading', { name: says })).toBeVisible()
        await expectNoViolations(page)
      })
  } finally {
    await empty.remove()
  }
})
