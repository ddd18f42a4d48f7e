/** The same proof as `processes/kills`, a hundred times over the whole length of a deployment. */
import { test } from '@playwright/test'
import { type Installation, startInstallation } from '../support/installation.ts'
import { survivesAKill } from '../support/kills.ts'

const kills = 100
const spanMs = 8000

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation()
})
test.afterAll(() => sluice?.remove())

test('a hundred kills, spread over the length of a deployment', async () => {
  test.setTimeout(90 * 60_000)
  for (let n = 0; n < kills; n += 1)
    await test.step(`kill ${n + 1}`, () => survivesAKill(sluice, n % 2 === 0 ? '1.0' : '1.1', (n * spanMs) / kills))
})
