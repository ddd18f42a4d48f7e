/** A viewer, who may look and not change: on every screen what may not be pressed says why, and what is not shown says who may see it. */
import { expect, test } from '@playwright/test'
import { liveScreens, revisionScreen } from '../support/axe-tour.ts'
import { deploy, ended } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { expectNothingDead } from '../support/nothing-dead.ts'
import { createPerson, sessionOf } from '../support/signing-in.ts'

let sluice: Installation
let failed: string
test.beforeAll(async () => {
  sluice = await startInstallation()
  await ended(sluice, await deploy(sluice, '1.0'))
  failed = (await ended(sluice, await deploy(sluice, '1.2', { rollBackOnFailure: false }))).deploymentId
})
test.afterAll(() => sluice?.remove())

test('a viewer walks every screen: nothing is dead, and what is hidden is explained', async ({ page, context }) => {
  test.setTimeout(300_000)
  const viewer = await createPerson(sluice, 'viewer', 'viewer')
  await context.addCookies(await sessionOf(sluice, viewer))
  const screens = [...liveScreens(failed), await revisionScreen(page, sluice)]
  for (const screen of screens)
    await test.step(screen, async () => {
      await page.goto(sluice.url + screen)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNothingDead(page)
    })
  await page.goto(`${sluice.url}/deployments/${failed}`)
  await page
    .getByRole('region', { name: 'Failure groups' })
    .getByText(/^Script/)
    .click()
  await expect(page.getByText(/The lines of the script are not shown\. Your role is viewer/)).toBeVisible()
})
