/**
 * Hosts that come later: one gets the group's tag, the drift shows it, and catching up brings it there; one that comes while a
 * deployment runs gets a deployment that follows it; the next comes by itself.
 */
import { expect, test } from '@playwright/test'
import { deploy, ended, expectVersions, getDeployment, versionOn } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
import { expectNoViolations } from '../support/no-violations.ts'
import { signIn } from '../support/signing-in.ts'

test.describe.configure({ mode: 'serial' })

const group = 'later'
const tags = [{ Key: 'tier', Value: 'later' }]

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation()
  await tag('local-1')
  await sluice.api.call('createDeploymentGroup', {
    applicationName: 'storefront',
    deploymentGroupName: group,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    outdatedInstancesStrategy: 'UPDATE',
    onPremisesInstanceTagFilters: [{ Key: 'tier', Value: 'later', Type: 'KEY_AND_VALUE' }],
  })
  const first = await deploy(sluice, '1.0', { group })
  expect((await ended(sluice, first)).status).toBe('Succeeded')
})
test.beforeEach(async ({ page }) => signIn(page, sluice))
test.afterAll(() => sluice?.remove())

const tag = (name: string) => sluice.api.call('addTagsToOnPremisesInstances', { instanceNames: [name], tags })

test('a host that gets the tag of a group drifts, and catches up alone', async ({ page }) => {
  await page.goto(`${sluice.url}/applications/storefront/groups/${group}`)
  const drift = page.getByRole('region', { name: 'Drift' })
  await expect(drift).toContainText(/The only host runs storefront-1\.0/)
  await tag('local-2')
  await page.reload()
  await expect(drift).toContainText(/1 of 2 hosts is not on storefront-1\.0/)
  await expect(drift.getByRole('table')).toContainText('local-2')
  await expect(drift).toContainText('1 other stays as it is.')
  await expectNoViolations(page)

  await drift.getByRole('button', { name: 'Catch up…' }).click()
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('local-2')
  await page.getByRole('button', { name: 'Start deployment' }).click()
  await expect(page).toHaveURL(/\/deployments\/d-/)
  const deploymentId = /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? 'none'
  const whole = await ended(sluice, deploymentId)
  expect(whole).toMatchObject({ status: 'Succeeded', deploymentOverview: { Succeeded: 1 } })
  await expectVersions(sluice, ['local-2'], '1.0')
  await page.goto(`${sluice.url}/applications/storefront/groups/${group}`)
  await expect(drift).toContainText(/All 2 hosts run storefront-1\.0/)
})

test('a host that begins to match while a deployment runs gets one that follows it, and each links to the other', async ({
  page,
}) => {
  const root = await deploy(sluice, '1.1', { group })
  await tag('local-3')
  expect(await getDeployment(sluice, root), 'it runs still').toMatchObject({ status: 'InProgress' })

  await page.goto(`${sluice.url}/deployments/${root}`)
  await page.getByText('→ followed on new hosts by').getByRole('link').click({ timeout: 60_000 })
  await page.waitForURL((url) => !url.pathname.includes(root))
  const follower = /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? 'none'
  expect(await ended(sluice, follower)).toMatchObject({
    status: 'Succeeded',
    creator: 'CodeDeployAutoUpdate',
    deploymentOverview: { Succeeded: 1 },
  })
  await expectVersions(sluice, ['local-1', 'local-2', 'local-3'], '1.1')
  await page.getByText('→ follows, on new hosts,').getByRole('link', { name: root }).click()
  await expect(page).toHaveURL(new RegExp(root))
  await expect(page.getByText('→ followed on new hosts by')).toContainText(follower)
  expect(await getDeployment(sluice, root)).toMatchObject({ status: 'Succeeded', deploymentOverview: { Succeeded: 2 } })
})

test('where the owner says so, the next one gets the revision by itself', async ({ page }) => {
  await page.goto(`${sluice.url}/applications/storefront/groups/${group}/edit`)
  await page.getByRole('radio', { name: /^Get the last revision by themselves/ }).check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('region', { name: 'Settings' })).toContainText('at once, without anybody')
  await tag('local-4')
  await waitUntil(async () => (await versionOn(sluice, 'local-4')) === '1.1', { seconds: 60, what: '1.1 on local-4' })
  await page.reload()
  await expect(page.getByRole('region', { name: 'Last deployments' })).toContainText('automatic update')
})
