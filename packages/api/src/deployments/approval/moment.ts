/**
 * The state on which a reroute is decided, read at one moment: both fleets with their health, the bundle at its place, the policy.
 * Numbers of traffic are not in it: they change all the time. Waits for nothing but the store, so that the door may wait for it.
 */
import type {
  ApprovalPolicy,
  BlueGreenStanding,
  DeploymentGroup,
  DeploymentSummary,
  DeploymentTarget,
  ObservedBalancer,
  TargetGroup,
} from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { observedMembers } from '../../load-balancers/member-health.ts'
import type { Ports } from '../../ports.ts'
import { artifactAt } from '../../queries/find-artifact.ts'
import { targetGroupsNamed } from '../../queries/find-balancer.ts'
import { membersOf } from '../../queries/fleet.ts'
import { fleetsIn, type FleetsIn } from '../blue-green/way-back.ts'
import { policyOf } from './policy.ts'

/** What decides who may decide: nothing of it is measured, and no host is looked at. */
export interface Decision {
  at: number
  deployment: DeploymentSummary & { blueGreen: BlueGreenStanding }
  spec: FleetsIn['spec']
  policy: ApprovalPolicy | undefined
}

export interface Moment extends Decision {
  original: Fleet
  replacement: Fleet
  targets: DeploymentTarget[]
  targetGroups: TargetGroup[]
  balancers: { name: string; observed?: ObservedBalancer; trouble?: string }[]
  /** Of what lies now where the revision was taken from; undefined when nothing does. */
  bundleSha256: string | undefined
}

export interface Fleet {
  members: Member[]
  /** Of the weights of everybody who gets users, 0 to 100. */
  trafficPercent: number
}

export interface Member {
  targetId: string
  healthy: boolean
  reason: string
  /** Ms since the epoch. */
  since?: number
}

export async function momentOf(
  ports: Pick<Ports, 'balancers' | 'now'>,
  store: Store,
  deployment: Moment['deployment'],
): Promise<Moment> {
  const { accountId, deploymentId } = deployment
  const { spec, originals, replacements } = await fleetsIn(store, deploymentId)
  const targetGroups = await targetGroupsNamed(store, accountId, spec.targetGroupNames ?? [])
  const seen = { ...ports, accountId, targetGroups }
  const weights = await weightsOf(store, accountId, targetGroups)
  return {
    ...(await decisionOn(ports, store, deployment, spec)),
    original: { members: healthOf(seen, originals), trafficPercent: percentOf(weights, originals) },
    replacement: { members: healthOf(seen, replacements), trafficPercent: percentOf(weights, replacements) },
    targets: await store.listTargets(deploymentId),
    targetGroups,
    balancers: balancerNames(targetGroups).map((name) => ({ name, ...ports.balancers.observed(accountId, name) })),
    bundleSha256: await bundleNow(store, spec),
  }
}

export async function decisionOf(
  ports: Pick<Ports, 'now'>,
  store: Store,
  deployment: Decision['deployment'],
): Promise<Decision> {
  const { spec } = await fleetsIn(store, deployment.deploymentId)
  return decisionOn(ports, store, deployment, spec)
}

const decisionOn = async (
  { now }: Pick<Ports, 'now'>,
  store: Store,
  deployment: Decision['deployment'],
  spec: Decision['spec'],
): Promise<Decision> => ({
  at: now(),
  deployment,
  spec,
  policy: policyOf(spec, await groupOf(store, deployment)),
})

interface Seen extends Pick<Ports, 'balancers'> {
  accountId: string
  targetGroups: readonly TargetGroup[]
}

const balancerNames = (targetGroups: readonly TargetGroup[]): string[] => [
  ...new Set(targetGroups.map(({ loadBalancerName }) => loadBalancerName)),
]

function healthOf({ balancers, accountId, targetGroups }: Seen, names: readonly string[]): Member[] {
  const places = targetGroups.map(({ name, loadBalancerName }) => {
    const { observed, trouble } = balancers.observed(accountId, loadBalancerName) ?? {}
    return { targetGroupName: name, memberOf: observedMembers(observed), trouble }
  })
  return names.map((targetId) => {
    const everywhere = places.map(({ targetGroupName, memberOf, trouble }) =>
      trouble === undefined
        ? memberOf({ targetGroupName, targetId })?.health
        : { state: 'unknown' as const, reason: trouble, since: undefined },
    )
    return standing(targetId, everywhere)
  })
}

/** Healthy is who is healthy wherever it is registered. */
function standing(
  targetId: string,
  everywhere: readonly ({ state: string; reason: string; since: number | undefined } | undefined)[],
): Member {
  const bad = everywhere.findIndex((health) => health?.state !== 'healthy')
  if (everywhere.length === 0 || bad >= 0)
    return { targetId, healthy: false, reason: everywhere[bad]?.reason ?? 'not registered at the load balancer' }
  const since = Math.max(...everywhere.map((health) => health?.since ?? 0))
  return { targetId, healthy: true, reason: everywhere[0]?.reason ?? '', since }
}

async function weightsOf(
  store: Store,
  accountId: string,
  targetGroups: readonly TargetGroup[],
): Promise<Map<string, number>> {
  const members = await membersOf(
    store,
    accountId,
    targetGroups.map(({ name }) => name),
  )
  const weights = new Map<string, number>()
  for (const { traffic, targetId, weight } of members)
    if (traffic === 'production') weights.set(targetId, (weights.get(targetId) ?? 0) + weight)
  return weights
}

function percentOf(weights: ReadonlyMap<string, number>, names: readonly string[]): number {
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const own = names.reduce((sum, name) => sum + (weights.get(name) ?? 0), 0)
  return all === 0 ? 0 : Math.round((1000 * own) / all) / 10
}

/** The group as it is now, whatever it is called; a deleted one asks for nothing more. */
async function groupOf(store: Store, { deploymentGroupId }: DeploymentSummary): Promise<DeploymentGroup | undefined> {
  const place = await store.get('deploymentGroupIds', deploymentGroupId)
  if (place === undefined) return undefined
  const { accountId, applicationName, deploymentGroupName } = place
  return store.get('deploymentGroups', directoryKeys.group(accountId, applicationName, deploymentGroupName))
}

/** Not what the eTag pins, which stays for ever, but what somebody who uploads there anew would deploy. */
async function bundleNow(store: Store, { accountId, revision: { location } }: Moment['spec']) {
  const { eTag: _, ...place } = location.s3Location
  return (await artifactAt(store, accountId, { ...location, s3Location: place }))?.sha256
}
