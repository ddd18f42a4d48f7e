/** A release manager approves the reroute of a blue/green deployment in the browser, watches it, and may think better of it. */
import { expect, type Page, test } from '@playwright/test'
import { endOriginals, expectServed, fleet, inStep, sampleGroup, served } from '../support/blue-green.ts'
import { deploy, ended, getDeployment, versionOn } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { expectNoViolations } from '../support/no-violations.ts'
import { signIn } from '../support/signing-in.ts'

test.describe.configure({ mode: 'serial', timeout: 240_000 })

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 2 })
})
test.afterAll(() => sluice?.remove())

const reroute = (page: Page) => page.getByRole('button', { name: /^Reroute traffic/ })

async function openApproval(page: Page, deploymentId: string): Promise<void> {
  await page.goto(`${sluice.url}/deployments/${deploymentId}/approve`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/approve/i)
  await expectWell(page)
}

/** Until both fleets are, what is seen changes by itself, and a decision on it would be refused. */
async function expectWell(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: /^Replacement \(green\)/ })).toContainText('2 of 2 healthy')
  await expect(page.getByRole('region', { name: /^Original \(blue\)/ })).toContainText(/2 of 2 healthy|0 of 0 healthy/)
}

/** What the sample asks for: a note, and the name of its group. */
async function decide(page: Page, typed = sampleGroup): Promise<void> {
  await page.getByLabel(/^Note/).fill('Both fleets are well')
  await page.getByLabel(`Type ${sampleGroup} to approve`).fill(typed)
}

/** Presses a button, and the one of the same meaning in the dialog that asks once more. */
async function pressAndConfirm(page: Page, name: RegExp, confirm: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('dialog').getByRole('button', { name: confirm }).click()
}

test('the first revision: two hosts are made, a person approves, and users come', async ({ page }) => {
  await signIn(page, sluice)
  await page.goto(`${sluice.url}/deployments/new?application=storefront&group=${sampleGroup}`)
  await page.getByLabel('Revision').selectOption({ label: await optionWith(page, '1.0') })
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText(/2 /)
  await page.getByRole('button', { name: 'Start deployment' }).click()
  await page.waitForURL(/\/deployments\/d-[A-Z0-9]{9}/)
  const deploymentId = /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? ''
  expect(await served(sluice.production), 'nobody serves before').toBeUndefined()

  await inStep(sluice, deploymentId, 'ready')
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Approvals/ })
    .first()
    .click()
  await page
    .getByRole('link', { name: new RegExp(deploymentId) })
    .first()
    .click()
  await decide(page)
  await reroute(page).click()
  expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
  await expectServed(sluice.production, '1.0')
})

test('1.1 beside 1.0: evidence, the name typed, a switch that users see, and originals that end when told', async ({
  page,
}) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.1', { group: sampleGroup })
  await inStep(sluice, deploymentId, 'ready')
  const [originals, replacements] = [
    await fleet(sluice, deploymentId, 'Blue'),
    await fleet(sluice, deploymentId, 'Green'),
  ]
  await openApproval(page, deploymentId)

  await test.step('both sides, the deadline and its consequence are there, and users are on 1.0', async () => {
    await expect(page.getByRole('timer', { name: /Decide by/ })).toBeVisible()
    await expect(page.getByRole('main')).toContainText(/If nobody decides/i)
    for (const [side, revision] of [
      [/^Original \(blue\)/, 'storefront-1.0'],
      [/^Replacement \(green\)/, 'storefront-1.1'],
    ] as const) {
      await expect(page.getByRole('region', { name: side })).toContainText(revision)
      await expect(page.getByRole('region', { name: side })).toContainText('2 of 2 healthy')
    }
    await expectServed(sluice.production, '1.0')
    await expectServed(sluice.test, '1.1')
  })

  await test.step('the name of another group does not open the gate', async () => {
    await decide(page, 'production')
    await expect(reroute(page)).toHaveAccessibleDescription(/Type storefront-bluegreen first/)
    await reroute(page).click({ force: true })
    expect((await getDeployment(sluice, deploymentId)).blueGreen?.step).toBe('ready')
  })

  await test.step('the name of this one does, and the page becomes a watch', async () => {
    await decide(page)
    await reroute(page).click()
    await expect(page.getByRole('button', { name: /^Send users back/ })).toBeEnabled({ timeout: 60_000 })
    await expectServed(sluice.production, '1.1')
    await expect(page.getByRole('timer', { name: /Originals kept until/ })).toBeVisible()
    expect(await versionOn(sluice, originals[0] ?? ''), 'originals are kept').toBe('1.0')
  })

  await test.step('originals end when told, and the record stays', async () => {
    await pressAndConfirm(page, /^End originals now/, /^End 2 originals/)
    const result = await ended(sluice, deploymentId)
    expect(result.status).toBe('Succeeded')
    expect(result.blueGreen?.ready?.approvals).toMatchObject([{ by: expect.any(String) as unknown }])
    for (const host of originals) expect(await versionOn(sluice, host), `${host} is gone`).toBeUndefined()
    for (const host of replacements) expect(await versionOn(sluice, host)).toBe('1.1')
    await expectServed(sluice.production, '1.1')
  })
})

test('send users back: from the watch, and users have the revision before again', async ({ page }) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.0', { group: sampleGroup })
  await inStep(sluice, deploymentId, 'ready')
  await openApproval(page, deploymentId)
  await decide(page)
  await reroute(page).click()
  const back = page.getByRole('button', { name: /^Send users back/ })
  await expect(back).toBeEnabled({ timeout: 60_000 })
  await expectServed(sluice.production, '1.0')
  await pressAndConfirm(page, /^Send users back/, /^Send users back to storefront-1.1/)

  const stopped = await ended(sluice, deploymentId)
  expect(stopped.status).toBe('Stopped')
  const wayBack = await ended(sluice, stopped.rollbackInfo?.rollbackDeploymentId ?? '')
  expect(wayBack.status).toBe('Succeeded')
  expect(wayBack.blueGreen?.kind).toBe('trafficBack')
  await expectServed(sluice.production, '1.1')
})

test('stop at the approval: users stay where they are, and the replacement ends', async ({ page }) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.0', { group: sampleGroup })
  await inStep(sluice, deploymentId, 'ready')
  const replacements = await fleet(sluice, deploymentId, 'Green')
  await openApproval(page, deploymentId)
  await pressAndConfirm(page, /^Stop/, /^Stop and keep users on storefront-1.1/)
  expect((await ended(sluice, deploymentId)).status).toBe('Stopped')
  await expectServed(sluice.production, '1.1')
  await expect
    .poll(() => Promise.all(replacements.map((host) => versionOn(sluice, host))))
    .toEqual([undefined, undefined])
  await expect(reroute(page), 'what cannot be pressed any more is not there').toHaveCount(0)
})

test('on a phone: the page fits, and one stops or approves from it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.0', { group: sampleGroup })
  await inStep(sluice, deploymentId, 'ready')
  await openApproval(page, deploymentId)
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }))
  expect(content, 'nothing scrolls sideways').toBeLessThanOrEqual(screen)
  await page.getByRole('button', { name: /^Stop/ }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Stop and keep users/ })).toBeInViewport()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep waiting' }).click()
  await page.getByRole('button', { name: 'Review & approve' }).click()
  await decide(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Reroute traffic/ })
    .click()
  await inStep(sluice, deploymentId, 'terminationWait')
  await expectServed(sluice.production, '1.0')
  await endOriginals(sluice, deploymentId)
  expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
})

test('axe finds nothing on the approval, the watch and the inbox, light and dark', async ({ page }) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.1', { group: sampleGroup })
  await inStep(sluice, deploymentId, 'ready')
  const inBothThemes = async (path: string) => {
    for (const colorScheme of ['light', 'dark'] as const)
      await test.step(`${path} ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme })
        await page.goto(sluice.url + path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectNoViolations(page)
      })
  }
  await inBothThemes(`/deployments/${deploymentId}/approve`)
  await inBothThemes('/approvals')
  await openApproval(page, deploymentId)
  await decide(page)
  await reroute(page).click()
  await expect(page.getByRole('button', { name: /^Send users back/ })).toBeEnabled({ timeout: 60_000 })
  await inBothThemes(`/deployments/${deploymentId}/approve`)
  await endOriginals(sluice, deploymentId)
  await ended(sluice, deploymentId)
})

async function optionWith(page: Page, version: string): Promise<string> {
  const option = page.getByLabel('Revision').locator('option', { hasText: `storefront-${version}` })
  await expect(option).toHaveCount(1)
  return (await option.textContent()) ?? ''
}
