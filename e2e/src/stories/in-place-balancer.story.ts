/** In place behind a load balancer: each host leaves the traffic, is changed, and comes back. */
import { rmSync, writeFileSync } from 'node:fs'
import { allowTrafficEvents, blockTrafficEvents, inPlaceEvents } from '@sluice/model'
import { expect, test } from '@playwright/test'
import { createBalancer, createInPlaceGroup, expectServed, type OwnBalancer, served } from '../support/blue-green.ts'
import { deploy, ended, getDeployment } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
import { eventsOn, scriptLog } from '../support/kills.ts'
import { signIn } from '../support/signing-in.ts'

let sluice: Installation
let balancer: OwnBalancer
const group = 'staging-behind-a-balancer'
const hosts = ['local-1', 'local-2']

test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 2 })
  balancer = await createBalancer(sluice, group)
  await createInPlaceGroup(sluice, group)
  expect((await ended(sluice, await deploy(sluice, '1.0', { group }))).status).toBe('Succeeded')
  await expectServed(balancer.production, '1.0')
})
test.afterAll(() => sluice?.remove())

const thirteen = [...blockTrafficEvents, ...inPlaceEvents, ...allowTrafficEvents]

test('13 events in order on each host, with the leaving scripts of what it served before', async ({ page }) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.1', { group })
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('Succeeded on both hosts', {
    timeout: 90_000,
  })
  expect((await getDeployment(sluice, deploymentId)).lifecycleEvents).toEqual(thirteen)
  const onHost = thirteen.filter((event) => event !== 'BlockTraffic' && event !== 'AllowTraffic')
  for (const host of hosts) {
    const target = await sluice.api.call('getDeploymentTarget', { deploymentId, targetId: host })
    const { lifecycleEvents } = target.deploymentTarget.instanceTarget
    expect(lifecycleEvents.map(({ lifecycleEventName, status }) => [lifecycleEventName, status])).toEqual(
      thirteen.map((event) => [event, 'Succeeded']),
    )
    expect(eventsOn(sluice, host, deploymentId)).toEqual(onHost)
    const said = scriptLog(sluice, host, deploymentId).join('\n')
    expect(said, 'BeforeBlockTraffic').toContain(`storefront 1.0 on ${host} leaves after`)
    expect(said, 'AfterAllowTraffic').toContain('/health answered 200: storefront 1.1')
  }
  await expectServed(balancer.production, '1.1')
})

test('a host whose health check cannot pass: the balancer’s own reason is shown, and users stay on the other', async ({
  page,
}) => {
  const unwell = sluice.fileOn('local-1', 'var/run/storefront.unwell')
  writeFileSync(unwell, 'the cellar is flooded')
  const before = (await served(balancer.production))?.revision ?? ''
  const next = before === '1.0' ? '1.1' : '1.0'
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, next, { group, rollBackOnFailure: false })
  await page.goto(`${sluice.url}/deployments/${deploymentId}?target=local-1`)
  await expect(page.getByText(/503/).first()).toBeVisible({ timeout: 60_000 })
  await expectServed(balancer.production, before)
  rmSync(unwell)
  await waitUntil(async () => (await getDeployment(sluice, deploymentId)).status === 'Succeeded', { seconds: 90 })
  await expectServed(balancer.production, next)
})
