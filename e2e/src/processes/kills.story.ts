/** kill -9 of the BFF in the middle of a deployment, three times; a hundred times in `test:slow`. */
import { test } from '@playwright/test'
import { type Installation, startInstallation } from '../support/installation.ts'
import { survivesAKill } from '../support/kills.ts'

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation()
})
test.afterAll(() => sluice?.remove())

for (const [index, afterMs] of [150, 1300, 3700].entries())
  test(`the deployment goes on and no hook runs twice when the BFF is killed after ${afterMs} ms`, async () => {
    await survivesAKill(sluice, index % 2 === 0 ? '1.0' : '1.1', afterMs)
  })
