/**
 * The end of the active deployment frees its group, and says what is the group's revision from then on. What must follow is
 * admitted in the same decision: its rollback, or else the deployment to hosts that began to match meanwhile.
 */
import type { DeploymentEnding, GroupEvent, GroupSignal, HostResults, LastSuccessful } from '@sluice/model'
import { isOfWholeGroup } from '../narrowing.ts'
import { repairedFirst } from './admission.ts'
import { withoutDeparted } from './gone-hosts.ts'
import { pushedOut, type GroupHosts } from './group-hosts.ts'
import { afterTheEnd, type WaitingHosts } from './later-hosts.ts'
import { hostsToDiscard } from './launch-result.ts'

interface Group {
  readonly active: { readonly deploymentId: string } | undefined
  readonly lastSuccessful: LastSuccessful | undefined
  readonly hosts: GroupHosts
  waiting?: WaitingHosts | undefined
  departed?: Set<string> | undefined
}

export function decideEnded(
  group: Group,
  { deploymentId, ending: asTold }: Extract<GroupSignal, { kind: 'deploymentEnded' }>,
  at: number,
): GroupEvent[] {
  if (group.active?.deploymentId !== deploymentId) return []
  const ending = withoutDeparted(asTold, group.departed)
  const { spec, rollback, hosts } = ending
  const succeeded = succeededBy(ending, group.lastSuccessful)
  return [
    released(group, ending, succeeded, at),
    ...(rollback === undefined
      ? afterTheEnd(group, { spec, hosts, succeeded, at })
      : [rollbackAdmitted(group, hosts, rollback, at)]),
  ]
}

/** What the group's revision is from now on, when this end changes it. */
function succeededBy(ending: DeploymentEnding, before: LastSuccessful | undefined): LastSuccessful | undefined {
  const { spec, failedHosts = 0 } = ending
  if (!isServing(ending) || isUnknownRevision(ending, before) || !isOfWholeGroup(spec.narrowed, failedHosts))
    return undefined
  const { deploymentId, revision, fileExistsBehavior, createdAt } = spec
  return { deploymentId, revision, fileExistsBehavior, createdAt, completedAt: ending.at }
}

function released(
  group: Group,
  ending: DeploymentEnding,
  succeeded: LastSuccessful | undefined,
  at: number,
): GroupEvent {
  const { spec, status, hosts } = ending
  const before = group.lastSuccessful
  const toDiscard = hostsToDiscard(group, ending)
  const isForgotten = isServing(ending) && isUnknownRevision(ending, before) && before !== undefined
  const replaces = succeeded !== undefined || isForgotten ? before?.revision.sha256 : undefined
  const forgotten = pushedOut(group.hosts, hosts)
  return {
    v: 1,
    at,
    type: 'DeploymentReleased',
    deploymentId: spec.deploymentId,
    status,
    ...(succeeded && { lastSuccessful: succeeded }),
    ...(isForgotten && { forgetsLastSuccessful: true }),
    ...(replaces !== undefined && { replaces }),
    ...(hosts && { hosts }),
    ...(forgotten.length > 0 && { forgotten }),
    ...(toDiscard.length > 0 && { toDiscard }),
  }
}

function rollbackAdmitted(
  group: Group,
  hosts: HostResults | undefined,
  rollback: NonNullable<DeploymentEnding['rollback']>,
  at: number,
): GroupEvent {
  const { lastSuccessful } = group
  const spec = repairedFirst(group, hosts, rollback)
  return { v: 1, at, type: 'DeploymentAdmitted', spec, ...(lastSuccessful && { fallback: lastSuccessful }) }
}

/** Whether what it was about serves in the group now: users that were moved stay there unless they go back at once. */
function isServing({ status, trafficMoved, rollback }: DeploymentEnding): boolean {
  return status === 'Succeeded' || (trafficMoved === true && rollback === undefined)
}

/**
 * Users that went back to originals of which nothing was known are on no revision that could be named: nothing had succeeded
 * before, and the way back bears the name of the very revision that they left.
 */
function isUnknownRevision({ spec }: DeploymentEnding, before: LastSuccessful | undefined): boolean {
  if (spec.blueGreen?.kind !== 'trafficBack') return false
  if (before === undefined) return true
  return spec.rollbackOf?.deploymentId === before.deploymentId && spec.revision.sha256 === before.revision.sha256
}
