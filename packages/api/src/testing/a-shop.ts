/** The shop of most tests: `storefront` in its group `production`, deployed to until everything has gone as far as it goes. */
import type { Output } from '../contracts.ts'
import { goodBundle } from './a-bundle.ts'
import { aWorld, type World } from './a-world.ts'

export const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
export const allAtOnce = { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' }

export async function shop(hosts = 4): Promise<World> {
  const world = await aWorld()
  await world.storefront(hosts)
  return world
}

/** Uploads and deploys with the configuration of the group; answers the id. */
export async function deployed(world: World, version: string, more: object = {}): Promise<string> {
  const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
  const { deploymentId } = await world.call('createDeployment', { ...production, revision, ...more })
  await world.settled()
  world.clock.advance(1000)
  return deploymentId
}

export const deployedAtOnce = (world: World, version: string, more: object = {}): Promise<string> =>
  deployed(world, version, { ...allAtOnce, ...more })

export const infoOf = async (world: World, deploymentId: string): Promise<Output<'getDeployment'>['deploymentInfo']> =>
  (await world.call('getDeployment', { deploymentId })).deploymentInfo
