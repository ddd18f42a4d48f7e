/** Which rows of hosts a fact of their group changes: those whose standing is another, and of hosts that it forgets. */
import type { GroupEvent, HostStandingChange } from '@sluice/model'
import { namesOn, standingRows } from './group-hosts.ts'
import type { GroupState } from './group-state.ts'

/** On the state just after the fact. */
export function standingChanges(state: GroupState, event: GroupEvent): HostStandingChange[] {
  if (event.type === 'NewHostsDiscarded' || event.type === 'HostsGone') return changesOf(state, event.hosts)
  if (event.type !== 'DeploymentReleased') return []
  const { hosts, lastSuccessful, forgetsLastSuccessful, replaces, forgotten = [] } = event
  const names = new Set([...(hosts ? [...hosts.succeeded, ...hosts.failed, ...(hosts.gone ?? [])] : []), ...forgotten])
  // Of those that it did not try, only who has the one revision or the other stands differently from now on.
  if (lastSuccessful !== undefined || forgetsLastSuccessful === true)
    for (const name of namesOn(state.hosts, [replaces, lastSuccessful?.revision.sha256])) names.add(name)
  return changesOf(state, names)
}

function changesOf(state: GroupState, names: Iterable<string>): HostStandingChange[] {
  return standingRows(state, names).map((row) => ({ deploymentGroupId: state.groupId, ...row }))
}
