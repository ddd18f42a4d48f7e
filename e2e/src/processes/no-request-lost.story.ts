/** No user is sent away while hosts change behind the embedded load balancer: 5,000 requests each, 60,000 in `test:slow`. */
import { expect, test } from '@playwright/test'
import { approve, createBalancer, createInPlaceGroup, inStep, sampleGroup, serve } from '../support/blue-green.ts'
import { deploy, ended } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { expectNoneFailed, goesBackWithoutLoss, rollsWithoutLoss, switchesWithoutLoss } from '../support/rerouting.ts'
import { underTraffic } from '../support/traffic.ts'

const amount = 5_000

test.describe.configure({ mode: 'serial', timeout: 240_000 })

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 2 })
})
test.afterAll(() => sluice?.remove())

test('in place, host after host, with draining: none of 5,000 requests fails', async () => {
  const balancer = await createBalancer(sluice, 'rolling')
  await createInPlaceGroup(sluice, 'rolling')
  expect((await ended(sluice, await deploy(sluice, '1.0', { group: 'rolling' }))).status).toBe('Succeeded')
  const seen = await rollsWithoutLoss(sluice, { balancer, group: 'rolling', version: '1.1', atLeast: amount })
  expectNoneFailed(seen, amount)
  expect(Object.keys(seen.revisions).toSorted(), 'users saw both').toEqual(['1.0', '1.1'])
  await sluice.api.call('deleteDeploymentGroup', { applicationName: 'storefront', deploymentGroupName: 'rolling' })
})

test('the same without draining fails requests: the proof can see it', async () => {
  const balancer = await createBalancer(sluice, 'cutting', { drainSeconds: 0 })
  await createInPlaceGroup(sluice, 'cutting')
  expect((await ended(sluice, await deploy(sluice, '1.0', { group: 'cutting' }))).status).toBe('Succeeded')
  const { seen } = await underTraffic({ url: balancer.production, takesMs: 400 }, async () =>
    ended(sluice, await deploy(sluice, '1.1', { group: 'cutting' })),
  )
  expect(seen.failed).toBeGreaterThan(0)
})

test('blue/green: none of 5,000 requests fails in the switch, none of 5,000 on the way back', async () => {
  await serve(sluice, '1.0')
  const { seen, deploymentId } = await switchesWithoutLoss(sluice, { version: '1.1', atLeast: amount })
  expectNoneFailed(seen, amount)
  expect(Object.keys(seen.revisions).toSorted(), 'users saw both').toEqual(['1.0', '1.1'])
  expectNoneFailed(await goesBackWithoutLoss(sluice, { deploymentId, to: '1.0', atLeast: amount }), amount)
})

test('blue/green: stopped in the middle of the reroute and sent back, none of 5,000 requests fails', async () => {
  const deploymentId = await deploy(sluice, '1.1', {
    group: sampleGroup,
    config: 'CodeDeployDefault.OneAtATime',
  })
  await inStep(sluice, deploymentId, 'ready')
  await approve(sluice.api, deploymentId)
  await inStep(sluice, deploymentId, 'rerouting', 'blocking')
  expectNoneFailed(await goesBackWithoutLoss(sluice, { deploymentId, to: '1.0', atLeast: amount }), amount)
})
