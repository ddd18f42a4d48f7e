/** The same proof as `processes/balancer-kills`, ten times over: sixty kills. */
import { test } from '@playwright/test'
import { serve } from '../support/blue-green.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { killSteps, survivesAKillIn } from '../support/kills-in-steps.ts'

const times = 10

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 1 })
  await serve(sluice, '1.0')
})
test.afterAll(() => sluice?.remove())

test('ten times a kill in each step of a blue/green deployment: no request fails, and each goes on to its end', async () => {
  test.setTimeout(40 * 60_000)
  for (let n = 0; n < times; n += 1)
    await test.step(`time ${n + 1}`, async () => {
      await survivesAKillIn(sluice, '1.1', killSteps[0])
      await survivesAKillIn(sluice, '1.0', killSteps[1])
    })
})
