/**
 * axe finds nothing on any screen and dialog of this product, live and empty; and no screen scrolls sideways on a tablet or a
 * phone. In light; all themes and states are in `slow/accessibility.story.ts`.
 */
import { expect, test } from '@playwright/test'
import { emptyScreens, liveScreens, looksRight, patternsLeftOut, revisionScreen, visit } from '../support/axe-tour.ts'
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

test('sign-in', async ({ page }) => {
  await page.goto(`${sluice.url}/sign-in`)
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expectNoViolations(page)
})

test('every screen behind it', async ({ page }) => {
  await signIn(page, sluice)
  const screens = [...liveScreens(finished), await revisionScreen(page, sluice)]
  expect(patternsLeftOut(['/sign-in', ...screens]), 'screens that are not visited').toEqual([])
  await visit(page, sluice, screens, looksRight)
})

test('dialogs and the table of targets', async ({ page }) => {
  await signIn(page, sluice)
  await page.goto(`${sluice.url}/instances`)
  await page.getByRole('button', { name: 'Enrol a host' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page)
  await page.goto(`${sluice.url}/deployments/${finished}?target=local-3`)
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page)
  await page.goto(`${sluice.url}/applications/storefront/groups/production`)
  await page.getByRole('button', { name: /^Delete/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(page)
  await page.goto(`${sluice.url}/deployments/${finished}`)
  await page.getByRole('button', { name: /^Table/ }).click()
  await expect(page.getByRole('table', { name: 'Targets' }).getByRole('row')).toHaveCount(5)
  await expectNoViolations(page)
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

test('an empty installation: every screen says what to do first', async ({ page }) => {
  const empty = await startInstallation({ demo: false, fleet: 0 })
  try {
    await signIn(page, empty)
    for (const [screen, says] of emptyScreens)
      await test.step(screen, async () => {
        await page.goto(empty.url + screen)
        await expect(page.getByRole('heading', { name: says }).first()).toBeVisible()
        await expectNoViolations(page)
      })
  } finally {
    await empty.remove()
  }
})
