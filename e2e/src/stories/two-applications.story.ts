/** Two applications on the same six hosts at once: one is stopped, the other ends; what was left part-way is redeployed alone. */
import type { RevisionLocation } from '@sluice/model'
import { expect, test } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { tgz } from '../support/bundles.ts'
import { deploy, ended, expectVersions, getDeployment, sample } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
import { signIn } from '../support/signing-in.ts'

const hosts = ['local-1', 'local-2', 'local-3', 'local-4', 'local-5', 'local-6']
const allHosts = [{ Key: 'env', Type: 'KEY_ONLY' as const }]
const everywhere = { applicationName: 'storefront', deploymentGroupName: 'everywhere' }
const billing = { applicationName: 'billing', deploymentGroupName: 'everywhere' }

/** On each host it takes so long that the other application goes over that host meanwhile. */
const billingBundle = tgz({
  'appspec.yml': [
    'version: 0.0',
    'os: linux',
    'files:',
    '  - source: rates.txt',
    '    destination: /srv/billing',
    'hooks:',
    '  AfterInstall:',
    '    - location: scripts/slow.sh',
    '      timeout: 120',
    '',
  ].join('\n'),
  'rates.txt': 'billing 1.0\n',
  'scripts/slow.sh': '#!/bin/sh\nsleep 12\necho billing is ready\n',
})

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation()
  await sluice.api.call('createApplication', { applicationName: billing.applicationName })
  await sluice.api.call('createDeploymentGroup', {
    ...billing,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    onPremisesInstanceTagFilters: allHosts,
  })
  await sluice.api.call('createDeploymentGroup', {
    ...everywhere,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    onPremisesInstanceTagFilters: allHosts,
  })
  expect((await ended(sluice, await deploy(sluice, '1.0', { group: 'everywhere' }))).status).toBe('Succeeded')
})
test.afterAll(() => sluice?.remove())

test('two applications go to the same hosts at once: one is stopped, the other ends', async ({ page }) => {
  await signIn(page, sluice)
  const { deploymentId: billingId } = await sluice.api.call('createDeployment', {
    ...billing,
    revision: await uploaded('billing-1.0.tgz'),
  })
  const shopId = await deploy(sluice, '1.1', { group: 'everywhere', config: 'CodeDeployDefault.OneAtATime' })

  await page.goto(`${sluice.url}/deployments/${shopId}`)
  await waitUntil(async () => (await busyWithBoth(billingId, shopId)).length > 0, {
    what: 'a host that both applications are at work on',
  })
  await page.getByRole('button', { name: 'Stop', exact: false }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop and leave as is' }).click()
  const status = page.getByRole('status', { name: 'Deployment status' })
  await expect(status).toContainText('Stopped', { timeout: 60_000 })

  const stopped = await ended(sluice, shopId)
  expect(stopped.errorInformation?.code).toBe('MANUAL_STOP')
  expect(stopped.deploymentOverview.Skipped).toBeGreaterThan(0)
  const running = await getDeployment(sluice, billingId)
  expect(running.status, 'the stop of the one is no matter of the other').toBe('InProgress')

  const whole = await ended(sluice, billingId)
  expect(whole.status, JSON.stringify(whole.errorInformation)).toBe('Succeeded')
  expect(whole.deploymentOverview).toMatchObject({ Succeeded: hosts.length, Failed: 0, Skipped: 0 })
  for (const host of hosts)
    expect(readFileSync(sluice.fileOn(host, 'srv/billing/rates.txt'), 'utf8'), host).toBe('billing 1.0\n')
  const { deploymentGroupInfo: shop } = await sluice.api.call('getDeploymentGroup', everywhere)
  expect(shop.targetRevisionName, 'a stop changes nothing of what the group runs').toBe('storefront-1.0')
})

test('the host that the stop left part-way is redeployed alone, with its plan before the start', async ({ page }) => {
  await signIn(page, sluice)
  const { deployments } = await sluice.api.call('listDeployments', { ...everywhere, includeOnlyStatuses: ['Stopped'] })
  const [stoppedId = ''] = deployments
  const left = (await sluice.api.call('listTargetsLeftPartWay', { deploymentId: stoppedId })).targetIds ?? []
  expect(left).toHaveLength(1)

  await page.goto(`${sluice.url}/deployments/${stoppedId}`)
  await expect(page.getByRole('heading', { name: 'Left part-way (1)' })).toBeVisible()
  await page.getByRole('button', { name: 'Redeploy to this one…' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Create deployment' })).toBeVisible()
  const plan = page.getByRole('region', { name: 'Plan' })
  await expect(plan).toContainText('1 host. It must succeed.')
  await expect(plan).toContainText('5 other hosts of the group stay as they are.')
  await expect(plan).toContainText(left[0] ?? 'no host')
  await expect(page.getByText(`1 host was left part-way by ${stoppedId}`)).toBeVisible()
  await page.getByRole('button', { name: 'Start deployment' }).click()
  await page.waitForURL(/\/deployments\/d-/)
  const again = await ended(sluice, /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? '')
  expect(again).toMatchObject({ status: 'Succeeded', deploymentOverview: { Succeeded: 1 }, redeployOf: stoppedId })
  await expectVersions(sluice, left, '1.1')
  for (const host of left)
    expect(existsSync(sluice.fileOn(host, 'srv/billing/rates.txt')), 'files of the other application stay').toBe(true)
  const { deploymentGroupInfo: shop } = await sluice.api.call('getDeploymentGroup', everywhere)
  expect(shop.targetRevisionName, 'the others of the group are on it still').toBe('storefront-1.0')
})

test('the hosts that are not on what the group runs are brought back by a deployment to the outdated ones', async () => {
  const { deploymentId } = await sluice.api.call('createDeployment', {
    ...everywhere,
    revision: sample('1.0'),
    updateOutdatedInstancesOnly: true,
  })
  const result = await ended(sluice, deploymentId)
  expect(result, JSON.stringify(result.errorInformation)).toMatchObject({
    status: 'Succeeded',
    updateOutdatedInstancesOnly: true,
  })
  expect(result.deploymentOverview.Succeeded).toBeLessThan(hosts.length)
  await expectVersions(sluice, hosts, '1.0')
})

async function busyWithBoth(...deploymentIds: string[]): Promise<string[]> {
  const busy = await Promise.all(
    deploymentIds.map(async (deploymentId) => {
      const targetFilters = { TargetStatus: ['InProgress'] }
      return (await sluice.api.call('listDeploymentTargets', { deploymentId, targetFilters })).targetIds
    }),
  )
  return hosts.filter((host) => busy.every((those) => those.includes(host)))
}

async function uploaded(key: string): Promise<RevisionLocation> {
  const headers = { authorization: `Bearer ${sluice.token}`, 'content-type': 'application/octet-stream' }
  const put = await fetch(`${sluice.url}/api/artifacts/releases/${key}`, {
    method: 'PUT',
    headers,
    body: billingBundle,
  })
  expect(put.status, await put.text()).toBe(200)
  return { revisionType: 'S3', s3Location: { bucket: 'releases', key, bundleType: 'tgz' } }
}
