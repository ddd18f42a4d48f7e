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

/**
 * The steps in two deployments: one that follows a step in which the server was killed may be over before anybody can look,
 * unless it waits for people.
 */
export const killSteps = [
  ['provisioning', 'ready', 'rerouting', 'terminationWait'],
  ['installing', 'blocking'],
] as const satisfies readonly (readonly Step[])[]

/** No request fails, no hook runs twice, and the deployment goes on to its end. */
export async function survivesAKillIn(on: Installation, version: string, steps: readonly Step[]): Promise<void> {
  const { seen, done } = await underTraffic({ url: on.production, connections: 4 }, async () => {
    const deploymentId = await deploy(on, version, { group: sampleGroup })
    const killIn = (...those: Step[]) =>
      killInEach(
        on,
        deploymentId,
        those.filter((step) => steps.includes(step)),
      )
    await killIn('provisioning', 'installing', 'ready')
    await inStep(on, deploymentId, 'ready')
    await approve(on.api, deploymentId)
    await killIn('rerouting', 'blocking', 'terminationWait')
    await inStep(on, deploymentId, 'terminationWait')
    for (const host of await fleet(on, deploymentId, 'Green')) expectEvents(on, host, deploymentId, onReplacement)
    for (const host of await fleet(on, deploymentId, 'Blue')) expectEvents(on, host, deploymentId, onOriginal)
    await endOriginals(on, deploymentId)
    return ended(on, deploymentId, 120)
  })
  expect(done.status, JSON.stringify(done.errorInformation)).toBe('Succeeded')
  expectNoneFailed(seen, 1)
  await expectServed(on.production, version)
}

async function killInEach(on: Installation, deploymentId: string, steps: readonly Step[]): Promise<void> {
  for (const step of steps)
    await test.step(`killed while ${step}`, async () => {
      await inStep(on, deploymentId, step)
      await killBff(on)
    })
}

function expectEvents(on: Installation, host: string, deploymentId: string, events: readonly string[]): void {
  expect(eventsOn(on, host, deploymentId), `the events that ran on ${host}`).toEqual([...events])
}
