/** Random deployments of a group, each as its handler would have asked for it. */
import { inPlaceStyle, type BlueGreenSpec, type DeploymentSpec, type MinimumHealthyHosts } from '@sluice/model'
import { aBlueGreenSpec, aDeploymentSpec, aRevisionInUse, testEpoch } from '@sluice/testkit'
import type { Draw, Random } from '../random.ts'
import type { GroupTraits, HostTraits } from './scenario.ts'

/** How long it takes when nothing goes wrong: what happens to it is spread over that time. */
export interface Planned {
  spec: DeploymentSpec
  usualMilliseconds: number
}

type Style = 'plain' | 'balanced' | 'blueGreen'

export function specsOf(draw: Draw, group: GroupTraits, hosts: readonly HostTraits[]): Planned[] {
  const random = draw(`deployments of ${group.name}`)
  const style = (['plain', 'balanced', 'blueGreen'] as const)[random.weighted([5, 2, 4])] ?? 'plain'
  const members = membersOf(random, hosts)
  const count = 1 + random.weighted([5, 3, 1])
  return Array.from({ length: count }, (_, place) => plannedOf(random, group, style, members, place + 1))
}

/** At least one host, in an order of its own. */
function membersOf(random: Random, hosts: readonly HostTraits[]): string[] {
  const names = hosts.map(({ name }) => name)
  for (let at = names.length - 1; at > 0; at -= 1) {
    const other = random.int(0, at)
    const kept = names[at] ?? ''
    names[at] = names[other] ?? ''
    names[other] = kept
  }
  return random.chance(0.5) ? names : names.slice(0, random.int(1, names.length))
}

function plannedOf(random: Random, group: GroupTraits, style: Style, members: string[], place: number): Planned {
  const number = `${group.groupId.slice(-1)}${place}`
  const over: Partial<DeploymentSpec> = {
    deploymentId: `d-AAAAAAA${number}`,
    rollbackDeploymentId: `d-RRRRRRR${number}`,
    deploymentGroupId: group.groupId,
    deploymentGroupName: group.name,
    revision: aRevisionInUse(`1.${place}`),
    ignoreApplicationStopFailures: random.chance(0.3),
    fileExistsBehavior: random.pick(['DISALLOW', 'OVERWRITE', 'RETAIN'] as const),
    createdAt: testEpoch,
    ...rollbackOf(random),
  }
  const spec =
    style === 'blueGreen' ? blueGreenSpec(random, over, members, number) : inPlaceSpec(random, over, members, style)
  return { spec, usualMilliseconds: usualMilliseconds(spec) }
}

function inPlaceSpec(
  random: Random,
  over: Partial<DeploymentSpec>,
  targets: string[],
  style: 'plain' | 'balanced',
): DeploymentSpec {
  return aDeploymentSpec({
    ...over,
    targets,
    minimumHealthyHosts: minimumOf(random, targets.length),
    clocks: clocksOf(random),
    ...(random.chance(0.25) && { zones: zonesOf(random, targets.length) }),
    ...(style === 'balanced'
      ? {
          deploymentStyle: { ...inPlaceStyle, deploymentOption: 'WITH_TRAFFIC_CONTROL' },
          targetGroupNames: ['storefront'],
        }
      : { deploymentStyle: inPlaceStyle }),
  })
}

/** One to three zones; a bake of a while, or none. */
function zonesOf(random: Random, hosts: number): NonNullable<DeploymentSpec['zones']> {
  const first = random.int(1, hosts)
  const second = first < hosts ? random.int(1, hosts - first) : 0
  const sizes = [first, second, hosts - first - second].filter((size) => size > 0)
  const bake = random.pick([0, 0, 30, 300] as const)
  return {
    zoneTag: 'zone',
    monitorDurationInSeconds: bake,
    ...(random.chance(0.3) && { firstZoneMonitorDurationInSeconds: 60 }),
    ...(random.chance(0.5) && {
      minimumHealthyHostsPerZone: random.chance(0.5)
        ? { type: 'HOST_COUNT', value: random.int(0, 2) }
        : { type: 'FLEET_PERCENT', value: random.pick([0, 34, 50] as const) },
    }),
    zones: sizes.map((size, place) => ({ name: 'abc'[place] ?? 'a', hosts: size })),
  }
}

/** The first half of the group are the replacements, unless they are made for it. */
function blueGreenSpec(
  random: Random,
  over: Partial<DeploymentSpec>,
  members: string[],
  number: string,
): DeploymentSpec {
  const isProvisioned = random.chance(0.4)
  const half = Math.max(1, Math.floor(members.length / 2))
  const made = Array.from({ length: half }, (_, at) => `made-${number}-${at + 1}`)
  const receiving = isProvisioned ? made : members.slice(0, half)
  const leaving = random.chance(0.1) ? [] : members.slice(half)
  const settings: BlueGreenSpec = {
    kind: 'forward',
    receiving: receiving.length,
    originals: {
      action: random.pick(['TERMINATE', 'KEEP_ALIVE'] as const),
      waitMinutes: random.pick([0, 1, 5] as const),
    },
    ...(isProvisioned && { provision: { scalingGroupName: 'storefront' } }),
    ...(random.chance(0.6) && { readyWait: readyWaitOf(random) }),
  }
  const minimumHealthyHosts = minimumOf(random, receiving.length)
  const targets = [...receiving, ...leaving]
  return aBlueGreenSpec({ ...over, targets, minimumHealthyHosts, clocks: clocksOf(random) }, settings)
}

function readyWaitOf(random: Random): NonNullable<BlueGreenSpec['readyWait']> {
  return {
    minutes: random.pick([0, 1, 10] as const),
    atItsEnd: random.pick(['STOP_DEPLOYMENT', 'CONTINUE_DEPLOYMENT'] as const),
    approvers: random.int(0, 2),
  }
}

/** Now and then one that can never be kept. */
function minimumOf(random: Random, hosts: number): MinimumHealthyHosts {
  if (random.chance(0.05)) return { type: 'HOST_COUNT', value: hosts }
  const kind = random.weighted([3, 3, 1])
  if (kind === 0) return { type: 'HOST_COUNT', value: random.int(0, hosts - 1) }
  const value = random.pick([0, 25, 33, 50, 66, 75, 90, 99] as const)
  if (kind === 1 && Math.ceil((hosts * value) / 100) < hosts) return { type: 'FLEET_PERCENT', value }
  return { type: 'MOST_CONCURRENCY', value: 1 }
}

function clocksOf(random: Random): DeploymentSpec['clocks'] {
  return {
    startLimitSeconds: random.pick([60, 300] as const),
    eventLimitSeconds: random.pick([120, 600, 3600] as const),
    totalLimitSeconds: random.pick([120, 1800, 8 * 3600] as const),
  }
}

function rollbackOf(random: Random): Pick<DeploymentSpec, 'autoRollbackConfiguration'> {
  const events = (['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST'] as const).filter(() => random.chance(0.6))
  if (random.chance(0.3)) return {}
  return { autoRollbackConfiguration: { enabled: events.length > 0 && random.chance(0.8), events } }
}

const millisecondsPerEvent = 700

function usualMilliseconds({ targets, minimumHealthyHosts: { type, value }, blueGreen }: DeploymentSpec): number {
  const hosts = blueGreen?.receiving ?? targets.length
  const minimum =
    type === 'HOST_COUNT' ? value : type === 'FLEET_PERCENT' ? Math.ceil((hosts * value) / 100) : hosts - value
  const waves = Math.ceil(hosts / Math.max(1, hosts - minimum))
  return waves * (blueGreen === undefined ? 8 : 14) * millisecondsPerEvent
}
