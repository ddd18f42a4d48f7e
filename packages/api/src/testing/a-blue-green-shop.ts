/** A shop that is deployed to blue/green: a balancer with both listeners, a scaling group, a group that waits for an approval. */
import type { DeploymentSummary } from '@sluice/model'
import { goodBundle } from './a-bundle.ts'
import type { CallOptions, World } from './a-world.ts'

export const blueGreen = { applicationName: 'storefront', deploymentGroupName: 'storefront-bluegreen' }

export const stopAndTerminate = {
  greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' as const },
  deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const, waitTimeInMinutes: 60 },
  terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE' as const, terminationWaitTimeInMinutes: 5 },
}

export const blueGreenSettings = {
  ...blueGreen,
  deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
  deploymentStyle: { deploymentType: 'BLUE_GREEN' as const, deploymentOption: 'WITH_TRAFFIC_CONTROL' as const },
  autoScalingGroups: ['web'],
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
  blueGreenDeploymentConfiguration: stopAndTerminate,
}

export async function behindABalancer(world: World): Promise<void> {
  await world.call('createApplication', { applicationName: 'storefront' })
  await world.call('createLoadBalancer', {
    name: 'edge',
    kind: 'embedded',
    listeners: { production: 4680, test: 4681 },
    healthCheck: { path: '/health' },
  })
  await world.call('createTargetGroup', { name: 'web', loadBalancerName: 'edge', port: 8080 })
  await world.call('createScalingGroup', { name: 'web', desiredCapacity: 2 })
}

export async function aBlueGreenShop(world: World, over: object = {}): Promise<void> {
  await behindABalancer(world)
  await world.call('createDeploymentGroup', { ...blueGreenSettings, ...over })
}

export async function begun(world: World, version: string, by?: CallOptions, more: object = {}): Promise<string> {
  const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
  const { deploymentId } = await world.call('createDeployment', { ...blueGreen, revision, ...more }, by)
  await world.settled()
  world.clock.advance(1000)
  return deploymentId
}

/** Goes through all its waits. */
export async function carriedThrough(world: World, version: string, more: object = {}): Promise<string> {
  const deploymentId = await begun(world, version, undefined, more)
  await rerouted(world, deploymentId)
  if ((await infoOf(world, deploymentId)).blueGreen?.step === 'terminationWait')
    await world.call('continueDeployment', { deploymentId, deploymentWaitType: 'TERMINATION_WAIT' })
  await world.settled()
  world.clock.advance(1000)
  return deploymentId
}

export async function rerouted(world: World, deploymentId: string): Promise<void> {
  const { seen, phrase } = await world.call('getApproval', { deploymentId })
  await world.call('continueDeployment', {
    deploymentId,
    deploymentWaitType: 'READY_WAIT',
    note: 'looks good',
    ...(seen !== undefined && { seen }),
    ...(phrase !== undefined && { typed: phrase }),
  })
  await world.settled()
  world.clock.advance(1000)
}

export const infoOf = async (world: World, deploymentId: string): Promise<DeploymentSummary> =>
  (await world.call('getDeployment', { deploymentId })).deploymentInfo

/** Who is registered, and for what: `local-1: production`. */
export async function registered(world: World): Promise<string[]> {
  const rows = await world.store.list('targetGroupMembers', '')
  return rows.map(({ targetId, traffic }) => `${targetId}: ${traffic}`)
}

/** Originals are kept. */
export const keepAlive = {
  blueGreenDeploymentConfiguration: {
    ...stopAndTerminate,
    terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE' as const, terminationWaitTimeInMinutes: 0 },
  },
}
/** Both fleets are somebody's own. */
export const discover = {
  autoScalingGroups: [],
  onPremisesInstanceTagFilters: [{ Key: 'fleet', Value: 'a', Type: 'KEY_AND_VALUE' }],
  blueGreenDeploymentConfiguration: {
    ...keepAlive.blueGreenDeploymentConfiguration,
    greenFleetProvisioningOption: { action: 'DISCOVER_EXISTING' as const },
  },
}
export const fleet = (Value: string) => ({ tagFilters: [{ Key: 'fleet', Value, Type: 'KEY_AND_VALUE' as const }] })

/** Two fleets that somebody made by hand. */
export async function twoFleets(world: World, second = 2): Promise<void> {
  await aBlueGreenShop(world, discover)
  for (const name of ['a-1', 'a-2']) await world.enrol(name, [{ Key: 'fleet', Value: 'a' }])
  for (let at = 1; at <= second; at++) await world.enrol(`b-${at}`, [{ Key: 'fleet', Value: 'b' }])
}

export async function matching(world: World): Promise<string[]> {
  return (await world.call('getDeploymentGroup', blueGreen)).deploymentGroupInfo.matchingInstances
}
