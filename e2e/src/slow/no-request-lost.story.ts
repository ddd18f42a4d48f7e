/** The same proofs as `processes/no-request-lost`, with 60,000 requests each over many deployments. */
import { expect, test } from '@playwright/test'
import { createBalancer, createInPlaceGroup, endOriginals, serve } from '../support/blue-green.ts'
import { deploy, ended } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { expectNoneFailed, goesBackWithoutLoss, rollsWithoutLoss, switchesWithoutLoss } from '../support/rerouting.ts'

const amount = 60_000
const rounds = 6

test.describe.configure({ mode: 'serial', timeout: 60 * 60_000 })

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ fleet: 2 })
})
test.afterAll(() => sluice?.remove())

const other = (version: string) => (version === '1.0' ? '1.1' : '1.0')

test('in place, host after host, with draining: none of 60,000 requests fails', async () => {
  const balancer = await createBalancer(sluice, 'rolling')
  await createInPlaceGroup(sluice, 'rolling')
  let version = '1.0'
  expect((await ended(sluice, await deploy(sluice, version, { group: 'rolling' }))).status).toBe('Succeeded')
  for (let round = 0; round < rounds; round += 1) {
    version = other(version)
    const seen = await rollsWithoutLoss(sluice, { balancer, group: 'rolling', version, atLeast: amount / rounds })
    expectNoneFailed(seen, amount / rounds)
  }
})

test('blue/green: none of 60,000 requests fails in the switch, none of 60,000 on the way back', async () => {
  await serve(sluice, '1.0')
  for (let round = 0; round < rounds; round += 1) {
    const there = await switchesWithoutLoss(sluice, { version: '1.1', atLeast: amount / rounds })
    expectNoneFailed(there.seen, amount / rounds)
    const { deploymentId } = there
    const back = await goesBackWithoutLoss(sluice, { deploymentId, to: '1.0', atLeast: amount / rounds })
    expectNoneFailed(back, amount / rounds)
  }
  const { deploymentId } = await switchesWithoutLoss(sluice, { version: '1.1', atLeast: 0 })
  await endOriginals(sluice, deploymentId)
  expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
})
