/** The hosts of a plan, each with what is known of it right now. */
import type { StandingOf } from '@sluice/engine'
import type { DeploymentGroup } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Output } from '../../contracts.ts'
import type { Ports } from '../../ports.ts'
import { isoTime } from '../../queries/random-ids.ts'

export type PlannedHost = Output<'planDeployment'>['hosts'][number]

export interface HostsToPlan {
  /** In the order they will be taken. */
  names: readonly string[]
  /** Blue/green: the others are the replacement. */
  originals?: ReadonlySet<string>
  /** Do not exist yet. */
  provisioned?: ReadonlySet<string>
}

export async function plannedHosts(
  { store, presence }: Pick<Ports, 'store' | 'presence'>,
  group: DeploymentGroup,
  { names, originals, provisioned }: HostsToPlan,
  standingOf: StandingOf,
): Promise<PlannedHost[]> {
  const busyWith = await otherDeployments(store, group, names)
  return names.map((instanceName) => {
    const here = presence(group.accountId, instanceName)
    const busy = busyWith.get(instanceName)
    const standing = standingOf(instanceName)
    return {
      instanceName,
      ...(originals && { instanceLabel: originals.has(instanceName) ? ('Blue' as const) : ('Green' as const) }),
      ...(provisioned?.has(instanceName) && { isProvisioned: true }),
      ...(standing && { instanceHealth: standing.instanceHealth, revisionHealth: standing.revisionHealth }),
      connected: here?.connected ?? false,
      ...(here?.silentSince !== undefined && { silentSince: isoTime(here.silentSince) }),
      ...(busy !== undefined && { busyWith: busy }),
    }
  })
}

/** More look-ups than this would make the plan slow; then nobody is shown as busy. */
const mostLookUps = 1000

/** Deployments of other groups that are at work on these hosts: allowed, and worth knowing. */
async function otherDeployments(
  store: Store,
  group: DeploymentGroup,
  names: readonly string[],
): Promise<Map<string, string>> {
  const running = await store.runningDeployments()
  const others = running.filter(({ groupId }) => groupId !== group.deploymentGroupId)
  const busy = new Map<string, string>()
  if (others.length * names.length > mostLookUps) return busy
  for (const { deploymentId } of others)
    for (const name of names) {
      const target = await store.getTarget(deploymentId, name)
      if (target?.status === 'InProgress' || target?.status === 'Pending') busy.set(name, deploymentId)
    }
  return busy
}
