/** kill -9 of the BFF at each step of a blue/green deployment, and of the balancer: users do not notice, the work goes on. */
import { expect, test } from '@playwright/test'
import { expectServed, serve, served } from '../support/blue-green.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
import { survivesAKillInEachStep } from '../support/kills-in-steps.ts'

test.describe.configure({ mode: 'serial', timeout: 300_000 })

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 1 })
  await serve(sluice, '1.0')
})
test.afterAll(() => sluice?.remove())

test('the BFF is killed at each step of a blue/green deployment: no request fails, and it goes on to its end', () =>
  survivesAKillInEachStep(sluice, '1.1'))

test('the balancer is killed: it serves again with the same members, also while the BFF is down', async () => {
  const before = await membersNow()
  expect(before.length).toBeGreaterThan(0)
  process.kill(sluice.pidOf('bff'), 'SIGKILL')
  await killBalancer()
  await expectServed(sluice.production, '1.1')
  await waitUntil(
    () =>
      sluice.api.call('getLoadBalancer', { name: balancerName }).then(
        () => true,
        () => false,
      ),
    {
      seconds: 60,
      what: 'the BFF to come back',
    },
  )
  expect(await membersNow()).toEqual(before)
})

const balancerName = 'storefront'

async function membersNow(): Promise<string[]> {
  const { targetGroups } = await sluice.api.call('getLoadBalancer', { name: balancerName })
  return targetGroups.flatMap(({ members }) =>
    members.map(({ targetId, traffic, weight }) => `${targetId} ${traffic} ${weight}`),
  )
}

async function killBalancer(): Promise<void> {
  const killed = sluice.pidOf('balancer')
  process.kill(killed, 'SIGKILL')
  await waitUntil(async () => (await served(sluice.production)) !== undefined && sluice.pidOf('balancer') !== killed, {
    everyMs: 20,
    what: 'the balancer to serve again',
  })
}
