/** kill -9 of the BFF at each step of a blue/green deployment, and of the balancer: users do not notice, the work goes on. */
import { expect, test } from '@playwright/test'
import { serve, served } from '../support/blue-green.ts'
import { type Installation, isHealthy, startInstallation, waitUntil } from '../support/installation.ts'
import { killSteps, survivesAKillIn } from '../support/kills-in-steps.ts'
import { requests, type Seen } from '../support/traffic.ts'

test.describe.configure({ mode: 'serial', timeout: 300_000 })

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 1 })
  await serve(sluice, '1.0')
})
test.afterAll(() => sluice?.remove())

test('the BFF is killed at each step of a blue/green deployment: no request fails, and it goes on to its end', async () => {
  await survivesAKillIn(sluice, '1.1', killSteps[0])
  await survivesAKillIn(sluice, '1.0', killSteps[1])
})

test('the balancer and the BFF are killed at once: users are served again, by the same hosts in the same shares', async () => {
  const before = await requests(sluice.production, 400)
  const killed = sluice.pidOf('balancer')
  for (const pid of [sluice.pidOf('bff'), killed]) process.kill(pid, 'SIGKILL')
  await waitUntil(async () => (await served(sluice.production)) !== undefined && sluice.pidOf('balancer') !== killed, {
    everyMs: 20,
    what: 'the balancer to serve again',
  })
  const after = await requests(sluice.production, 400)
  expect([before.failures, after.failures]).toEqual([{}, {}])
  expect(shares(after)).toEqual(shares(before))
  await waitUntil(() => isHealthy(sluice.url), { seconds: 60, what: 'the BFF to come back' })
  expect(shares(await requests(sluice.production, 400)), 'also when the BFF has told it again').toEqual(shares(before))
})

/** What each host answered, in tenths. */
function shares({ hosts, requests: all }: Seen): Record<string, number> {
  return Object.fromEntries(Object.entries(hosts).map(([host, count]) => [host, Math.round((10 * count) / all)]))
}
