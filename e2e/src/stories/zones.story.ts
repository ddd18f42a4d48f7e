/** Six hosts in three zones: a configuration that goes zone by zone is made, planned, watched while it bakes, and stopped in a bake. */
import { expect, type Page, test } from '@playwright/test'
import { expectNoSideways } from '../support/axe-tour.ts'
import { deploy, ended, expectVersions, getDeployment } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
import { expectNoViolations } from '../support/no-violations.ts'
import { signIn } from '../support/signing-in.ts'

test.describe.configure({ mode: 'serial' })

/** Not in the order of the hosts: zones are taken by their names. */
const zones = { a: ['local-5', 'local-6'], b: ['local-1', 'local-2'], c: ['local-3', 'local-4'] }
const firstBakeSeconds = 15
const bakeSeconds = 4
const config = 'zone-by-zone'
const group = 'everywhere'

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation()
  for (const [Value, instanceNames] of Object.entries(zones))
    await sluice.api.call('addTagsToOnPremisesInstances', { instanceNames, tags: [{ Key: 'rack', Value }] })
})
test.beforeEach(async ({ page }) => signIn(page, sluice))
test.afterAll(() => sluice?.remove())

test('the zone editor draws what it would do, refuses what cannot be, and makes a configuration', async ({ page }) => {
  await page.goto(`${sluice.url}/configurations?create=1`)
  const dialog = page.getByRole('dialog')
  const picture = dialog.getByRole('region', { name: 'What it does' }).getByRole('list', { name: 'Zones' })
  await dialog.getByLabel('Name', { exact: true }).fill(config)
  await dialog.getByLabel('Percent that stay healthy').fill('0')
  await expect(picture).toHaveCount(0)
  await dialog.getByLabel('One zone after the other').check()
  await dialog.getByLabel('Tag that names the zone').fill('rack')
  await dialog.getByLabel('Seconds to bake after the first zone').fill(String(firstBakeSeconds))
  await dialog.getByLabel('Stays healthy in each zone').fill('50')
  await dialog.getByLabel('Hosts', { exact: true }).fill('6')
  await expect(picture.getByRole('listitem')).toHaveText([
    /a2 hosts, 1 at a time1 stays healthy.*0:15/,
    /b2 hosts, 1 at a time.*10:00/,
    /c2 hosts, 1 at a time/,
  ])

  const bake = dialog.getByLabel('Seconds to bake between two zones')
  await bake.fill('172801')
  await dialog.getByRole('button', { name: 'Create configuration' }).click()
  await expect(bake).toHaveAccessibleDescription(/172800.*InvalidZonalDeploymentConfigurationException/)
  await expectNoViolations(page)
  await bake.fill(String(bakeSeconds))
  await dialog.getByRole('button', { name: 'Create configuration' }).click()
  await expect(page.getByRole('heading', { level: 1, name: config })).toBeVisible()
  await expect(page.getByText('One zone after the other, by the tag rack')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Zones' }).getByRole('listitem')).toHaveCount(3)
})

test('the plan shows the zones, each zone bakes, and the next one starts when it said', async ({ page }) => {
  await sluice.api.call('createDeploymentGroup', {
    applicationName: 'storefront',
    deploymentGroupName: group,
    deploymentConfigName: config,
    onPremisesInstanceTagFilters: [{ Key: 'env', Type: 'KEY_ONLY' }],
  })
  await page.goto(`${sluice.url}/deployments/new?application=storefront&group=${group}`)
  const plan = page.getByRole('region', { name: 'Plan' })
  await expect(plan).toContainText('6 hosts in 3 zones, one zone after the other, at most 1 at a time.')
  await expect(plan.getByRole('list', { name: 'Zones' }).getByRole('listitem')).toHaveCount(3)

  const deploymentId = await deploy(sluice, '1.0', { group })
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  const status = page.getByRole('status', { name: 'Deployment status' })
  await expect(status).toContainText('Installing on zone a (1 of 3), 1 of its 2 hosts at a time.')
  await expect(status).toContainText('Baking zone a (1 of 3): the next hosts start at', { timeout: 60_000 })
  const card = page.getByRole('region', { name: 'Zones' })
  await expect(card.getByRole('timer')).toHaveText(/0:\d\d left/)
  await expect(page.getByRole('list', { name: 'Phases' })).toContainText('Bake after zone a, running')
  await expectVersions(sluice, zones.a, '1.0')
  expect(await inStatus(page, 'Baking'), 'the list finds what bakes').toContain(deploymentId)

  const whole = await ended(sluice, deploymentId)
  expect(whole.status, JSON.stringify(whole.errorInformation)).toBe('Succeeded')
  await expectVersions(sluice, Object.values(zones).flat(), '1.0')
  const [a, b, c] = await Promise.all(Object.values(zones).map((hosts) => spanOf(deploymentId, hosts)))
  expect((b?.from ?? 0) - (a?.to ?? 0), 'zone a bakes longer: it is the first').toBeGreaterThanOrEqual(
    firstBakeSeconds * 1000,
  )
  expect((c?.from ?? 0) - (b?.to ?? 0)).toBeGreaterThanOrEqual(bakeSeconds * 1000)
})

test('stopped in a bake, the zones after it stay as they are', async ({ page }) => {
  const deploymentId = await deploy(sluice, '1.1', { group })
  await waitUntil(async () => (await getDeployment(sluice, deploymentId)).status === 'Baking', {
    seconds: 60,
    what: () => `${deploymentId} to bake`,
  })
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  await page.getByRole('button', { name: 'Stop', exact: false }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop and leave as is' }).click()
  await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('Stopped by')
  expect(await getDeployment(sluice, deploymentId)).toMatchObject({
    status: 'Stopped',
    deploymentOverview: { Succeeded: 2, Skipped: 4 },
  })
  await expectVersions(sluice, zones.a, '1.1')
  await expectVersions(sluice, [...zones.b, ...zones.c], '1.0')
})

test('the name of a zone may be long: on a phone nothing scrolls sideways', async ({ page }) => {
  // The first one: it runs at once.
  const long = `a${'x'.repeat(99)}`
  await sluice.api.call('removeTagsFromOnPremisesInstances', {
    instanceNames: zones.a,
    tags: [{ Key: 'rack', Value: 'a' }],
  })
  await sluice.api.call('addTagsToOnPremisesInstances', {
    instanceNames: zones.a,
    tags: [{ Key: 'rack', Value: long }],
  })
  const width = 320
  await page.setViewportSize({ width, height: 800 })
  await page.goto(`${sluice.url}/deployments/new?application=storefront&group=${group}`)
  const pictured = page.getByRole('list', { name: 'Zones' }).getByText(long)
  await expect(pictured).toBeVisible()
  await expectNoSideways(page, width)

  const deploymentId = await deploy(sluice, '1.1', { group })
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  await expect(pictured).toBeVisible()
  await expectNoSideways(page, width)
  await waitUntil(async () => (await getDeployment(sluice, deploymentId)).zones?.zones[0]?.state === 'running', {
    seconds: 60,
    what: () => 'the zone with the long name to run',
  })
  await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText(long)
  await expectNoSideways(page, width)
  await expectNoViolations(page)
  await sluice.api.call('stopDeployment', { deploymentId })
  await ended(sluice, deploymentId)
})

async function inStatus(page: Page, status: string): Promise<string> {
  await page.goto(`${sluice.url}/deployments?status=${status}`)
  const table = page.getByRole('table').first()
  await expect(table).toContainText(status)
  return table.innerText()
}

/** From the start of the first of these hosts to the end of the last. Milliseconds since the epoch. */
async function spanOf(deploymentId: string, targetIds: string[]): Promise<{ from: number; to: number }> {
  const { deploymentTargets } = await sluice.api.call('batchGetDeploymentTargets', { deploymentId, targetIds })
  const times = deploymentTargets.map(({ instanceTarget }) => instanceTarget)
  return {
    from: Math.min(...times.map(({ startTime }) => Date.parse(startTime ?? ''))),
    to: Math.max(...times.map(({ endTime }) => Date.parse(endTime ?? ''))),
  }
}
