/** axe finds nothing on any screen of this product, live and empty, light and dark. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { deploy, ended } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { signIn } from '../support/signing-in.ts'

let sluice: Installation
let finished: string
test.beforeAll(async () => {
  sluice = await startInstallation()
  finished = (await ended(sluice, await deploy(sluice, '1.0'))).deploymentId
})
test.afterAll(() => sluice?.remove())

async function expectNoViolations(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`,
  )
  expect(found).toEqual([])
}

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
        `/deployments/${finished}?target=local-3`,
        '/deployments/d-AAAAAAAAA',
        '/applications',
        '/applications/new',
        '/applications/storefront',
        '/applications/storefront/groups/production',
        '/applications/storefront/revisions',
        '/instances',
        '/settings',
      ]
      for (const screen of screens)
        await test.step(screen, async () => {
          await page.goto(sluice.url + screen)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expectNoViolations(page)
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
