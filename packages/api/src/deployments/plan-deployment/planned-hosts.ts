/** The hosts of a plan, each with what is known of it right now. */
import type { StandingOf } from '@sluice/engine'
import type { DeploymentGroup } from '@sluice/model'
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

export function plannedHosts(
  { presence }: Pick<Ports, 'presence'>,
  group: DeploymentGroup,
  { names, originals, provisioned }: HostsToPlan,
  standingOf: StandingOf,
  /** Deployments of other groups with the hosts that they have still to do. */
  others: ReadonlyMap<string, readonly string[]>,
): PlannedHost[] {
  const busyWith = new Map([...others].flatMap(([id, busy]) => busy.map((name) => [name, id] as const)))
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
