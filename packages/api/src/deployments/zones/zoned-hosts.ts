/**
 * The hosts of a new deployment by the zones of its configuration: those with the same value of the chosen tag are a zone, taken in
 * the order of the zones' names; those without the tag come last. Decided once, from the tags as they are now.
 */
import { zonesOver } from '@sluice/engine'
import {
  bakeSecondsOf,
  limits,
  refuse,
  type DeploymentConfigInfo,
  type DeploymentGroup,
  type ZonalConfig,
  type ZonesSpec,
} from '@sluice/model'
import type { Store } from '@sluice/store'
import { registeredInstances } from '../../queries/matching-instances.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'

export type MaybeZonalConfig = Pick<DeploymentConfigInfo, 'deploymentConfigName' | 'zonalConfig'>

export interface ZonedHosts {
  /** Zone after zone. */
  targets: string[]
  zones?: ZonesSpec
}

/** Refuses what a plan shows as its problem. */
export async function zonedHosts(
  store: Store,
  group: DeploymentGroup,
  config: MaybeZonalConfig,
  targets: readonly string[],
): Promise<ZonedHosts> {
  const { problem, ...zoned } = await plannedZonedHosts(store, group, config, targets)
  if (problem === undefined) return zoned
  return refuse('InvalidZonalDeploymentConfigurationException', problem, [
    { field: 'deploymentConfigName', rule: 'zones', message: problem },
  ])
}

/** With a problem there are no zones, and the hosts are as they were given. */
export async function plannedZonedHosts(
  store: Store,
  group: DeploymentGroup,
  config: MaybeZonalConfig,
  targets: readonly string[],
): Promise<ZonedHosts & { problem?: string }> {
  const { zonalConfig } = config
  const asGiven = { targets: [...targets] }
  if (zonalConfig === undefined) return asGiven
  const zoned = isInPlace(group) ? await inZones(store, group.accountId, zonalConfig, targets) : asGiven
  const problem = zoneProblem(group, config, zoned)
  return problem === undefined ? zoned : { ...asGiven, problem }
}

/** A part of those hosts, in the same zones. */
export function partOfZones({ targets, zones }: ZonedHosts, part: readonly string[]): { zones?: ZonesSpec } {
  return zones === undefined ? {} : { zones: zonesOver(zones, targets, part) }
}

const isInPlace = ({ deploymentStyle }: DeploymentGroup): boolean => deploymentStyle.deploymentType === 'IN_PLACE'

/** Why nothing can go by these zones here, and the way out; undefined when it can. */
function zoneProblem(
  group: DeploymentGroup,
  { deploymentConfigName, zonalConfig }: MaybeZonalConfig,
  { zones }: ZonedHosts,
): string | undefined {
  if (!isInPlace(group))
    return `${deploymentConfigName} goes zone by zone, which only deployments in place can: ${group.deploymentGroupName} is blue/green. Choose a configuration without zones.`
  const count = zones?.zones.length ?? 0
  if (count > limits.zonesPerDeployment)
    return `The tag ${zonalConfig?.zoneTag ?? ''} splits the hosts into ${count.toLocaleString('en')} zones; one deployment may have ${limits.zonesPerDeployment}. Choose a configuration whose zoneTag has fewer values.`
  const bakes = zonalConfig === undefined ? 0 : bakeSecondsOf(zonalConfig, count)
  if (bakes <= limits.allZoneBakesSeconds) return undefined
  const days = (seconds: number) => Math.ceil(seconds / 86_400)
  return `The bakes between ${count} zones take ${days(bakes)} days; all of them together may take ${days(limits.allZoneBakesSeconds)}. Choose a configuration that bakes for a shorter time.`
}

async function inZones(
  store: Store,
  accountId: string,
  zonalConfig: ZonalConfig,
  targets: readonly string[],
): Promise<ZonedHosts> {
  const zoneOf = await zonesOfHosts(store, accountId, zonalConfig.zoneTag)
  const byZone = new Map<string | undefined, string[]>()
  for (const name of targets) {
    const zone = byZone.get(zoneOf(name))
    if (zone === undefined) byZone.set(zoneOf(name), [name])
    else zone.push(name)
  }
  const names = [...byZone.keys()].toSorted(lastWithoutName)
  return {
    targets: names.flatMap((name) => byZone.get(name) ?? []),
    zones: {
      ...zonalConfig,
      zones: names.map((name) => ({ ...(name !== undefined && { name }), hosts: byZone.get(name)?.length ?? 0 })),
    },
  }
}

/** A tag without a value names no zone. */
async function zonesOfHosts(
  store: Store,
  accountId: string,
  tag: string,
): Promise<(host: string) => string | undefined> {
  const zones = new Map<string, string>()
  for (const { instanceName, tags } of await registeredInstances(store, accountId)) {
    const zone = tags.find(({ Key }) => Key === tag)?.Value
    if (zone !== undefined && zone !== '') zones.set(instanceName, zone)
  }
  return (host) => zones.get(host)
}

function lastWithoutName(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return byNaturalOrder(a, b)
}
