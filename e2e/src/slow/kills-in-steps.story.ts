/** The same proof as `processes/balancer-kills`, ten deployments long: sixty kills. */
import { test } from '@playwright/test'
import { serve } from '../support/blue-green.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { survivesAKillInEachStep } from '../support/kills-in-steps.ts'

const deployments = 10

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 1 })
  await serve(sluice, '1.0')
})
test.afterAll(() => sluice?.remove())

test('a kill in each step of ten blue/green deployments: no request fails, and each goes on to its end', async () => {
  test.setTimeout(40 * 60_000)
  for (let n = 0; n < deployments; n += 1)
    await test.step(`deployment ${n + 1}`, () => survivesAKillInEachStep(sluice, n % 2 === 0 ? '1.1' : '1.0'))
})
