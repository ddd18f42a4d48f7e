/** `kill -9` of the BFF in each step of a blue/green deployment, while users come. */
import { allowTrafficEvents, blockTrafficEvents, inPlaceEvents, type LifecycleEventName } from '@sluice/model'
import { expect, test } from '@playwright/test'
import { approve, endOriginals, expectServed, fleet, inStep, sampleGroup, type Step } from './blue-green.ts'
import { deploy, ended } from './deploying.ts'
import type { Installation } from './installation.ts'
import { eventsOn, killBff } from './kills.ts'
import { expectNoneFailed } from './rerouting.ts'
import { underTraffic } from './traffic.ts'

const onHost = (event: LifecycleEventName) => event !== 'BlockTraffic' && event !== 'AllowTraffic'
const onReplacement = [...inPlaceEvents, ...allowTrafficEvents].filter(onHost)
const onOriginal = blockTrafficEvents.filter(onHost)

/** No request fails, no hook runs twice, and the deployment goes on to its end. */
export async function survivesAKillInEachStep(on: Installation, version: string): Promise<void> {
  const { seen, done } = await underTraffic({ url: on.production, connections: 4 }, async () => {
    const deploymentId = await deploy(on, version, { group: sampleGroup })
    const killIn = (step: Step) =>
      test.step(`killed while ${step}`, async () => {
        await inStep(on, deploymentId, step)
        await killBff(on)
      })
    for (const step of ['provisioning', 'installing', 'ready'] as const) await killIn(step)
    await approve(on.api, deploymentId)
    for (const step of ['rerouting', 'blocking', 'terminationWait'] as const) await killIn(step)
    for (const host of await fleet(on, deploymentId, 'Green')) expectEvents(on, host, deploymentId, onReplacement)
    for (const host of await fleet(on, deploymentId, 'Blue')) expectEvents(on, host, deploymentId, onOriginal)
    await endOriginals(on, deploymentId)
    return ended(on, deploymentId, 120)
  })
  expect(done.status, JSON.stringify(done.errorInformation)).toBe('Succeeded')
  expectNoneFailed(seen, 1)
  await expectServed(on.production, version)
}

function expectEvents(on: Installation, host: string, deploymentId: string, events: readonly string[]): void {
  expect(eventsOn(on, host, deploymentId), `the events that ran on ${host}`).toEqual([...events])
}
