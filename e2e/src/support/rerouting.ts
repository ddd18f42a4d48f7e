/** Deployments behind a load balancer while users come all the time: nobody may be sent away. */
import { expect } from '@playwright/test'
import { approve, endOriginals, expectServed, inStep, type OwnBalancer, sampleGroup } from './blue-green.ts'
import { deploy, ended } from './deploying.ts'
import type { Installation } from './installation.ts'
import { requests, type Seen, underTraffic } from './traffic.ts'

export function expectNoneFailed(seen: Seen, atLeast: number): void {
  expect(seen.failures, `${seen.failed} of ${seen.requests} requests failed`).toEqual({})
  expect(seen.requests).toBeGreaterThanOrEqual(atLeast)
}

/** Once the switch was acknowledged, nobody who comes anew reaches the other side. */
async function expectOnly(url: string, revision: string): Promise<void> {
  const after = await requests(url, 200)
  expect(Object.keys(after.revisions)).toEqual([revision])
  expect(after.failures).toEqual({})
}

/** In place, host after host. */
export async function rollsWithoutLoss(
  on: Installation,
  { balancer, group, version, atLeast }: { balancer: OwnBalancer; group: string; version: string; atLeast: number },
): Promise<Seen> {
  const { seen, done } = await underTraffic({ url: balancer.production, atLeast }, async () =>
    ended(on, await deploy(on, version, { group }), 180),
  )
  expect(done.status, JSON.stringify(done.errorInformation)).toBe('Succeeded')
  await expectOnly(balancer.production, version)
  return seen
}

/** Blue/green, from the reroute until all traffic has moved. Answers the deployment, which keeps its originals. */
export async function switchesWithoutLoss(
  on: Installation,
  { version, atLeast }: { version: string; atLeast: number },
): Promise<{ seen: Seen; deploymentId: string }> {
  const deploymentId = await deploy(on, version, { group: sampleGroup })
  await inStep(on, deploymentId, 'ready')
  const { seen } = await underTraffic({ url: on.production, atLeast }, async () => {
    await approve(on.api, deploymentId)
    await inStep(on, deploymentId, 'terminationWait')
  })
  await expectOnly(on.production, version)
  return { seen, deploymentId }
}

/** From the stop with a way back until the deployment that brings users back has ended. */
export async function goesBackWithoutLoss(
  on: Installation,
  { deploymentId, to, atLeast }: { deploymentId: string; to: string; atLeast: number },
): Promise<Seen> {
  const { seen } = await underTraffic({ url: on.production, atLeast }, async () => {
    await on.api.call('stopDeployment', { deploymentId, autoRollbackEnabled: true })
    const { rollbackInfo } = await ended(on, deploymentId)
    const wayBack = await ended(on, rollbackInfo?.rollbackDeploymentId ?? '')
    expect([wayBack.status, wayBack.blueGreen?.kind]).toEqual(['Succeeded', 'trafficBack'])
  })
  await expectOnly(on.production, to)
  return seen
}

/** All of a blue/green deployment, its originals' end included. */
export async function replacesWithoutLoss(
  on: Installation,
  { version, atLeast }: { version: string; atLeast: number },
): Promise<Seen> {
  const { seen } = await underTraffic({ url: on.production, atLeast }, async () => {
    const deploymentId = await deploy(on, version, { group: sampleGroup })
    await inStep(on, deploymentId, 'ready')
    await approve(on.api, deploymentId)
    await inStep(on, deploymentId, 'terminationWait')
    await endOriginals(on, deploymentId)
    expect((await ended(on, deploymentId)).status).toBe('Succeeded')
  })
  await expectServed(on.production, version)
  return seen
}
