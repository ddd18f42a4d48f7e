/** A group that is followed fact by fact: what is counted, what the engine's own state says beside it, and who waits there. */
import { groupAggregate, type GroupState } from '@sluice/engine'
import type { GroupEvent } from '@sluice/model'
import { hold } from './broken.ts'
import { checkSnapshotOf } from './check-snapshot.ts'
import { newGroup, type GroupRecord, type RecordOf } from './group-record.ts'
import { takeGroupFact, takeRelease } from './take-group-fact.ts'
import { watchLaterHosts, type LaterHostsWatch } from './watch-later-hosts.ts'

export interface FollowedGroup {
  record: GroupRecord
  state: GroupState
  later: LaterHostsWatch
}

export function followGroup(groupId: string): FollowedGroup {
  const record = newGroup()
  return { record, state: groupAggregate.empty(groupId), later: watchLaterHosts(groupId, record) }
}

export type Released = Extract<GroupEvent, { type: 'DeploymentReleased' }>

/** What it knows of the time before the scenario. */
export function layGroup({ record, state }: FollowedGroup, event: Released): void {
  takeRelease(record, event)
  groupAggregate.evolve(state, event)
}

export function takeGroup({ record, state, later }: FollowedGroup, event: GroupEvent, recordOf: RecordOf): void {
  takeGroupFact(record, event, recordOf)
  later.take(event)
  groupAggregate.evolve(state, event)
}

/** After a commit with facts of it. */
export function checkGroup({ record, state, later }: FollowedGroup): void {
  later.check()
  const rule = 'a group is what its facts say'
  const { groupId, active, lastSuccessful, waiting } = state
  const told = [active?.deploymentId, lastSuccessful?.deploymentId, [...(waiting?.hosts ?? [])].toSorted().join(' ')]
  const counted = [record.active, record.lastSuccessful?.deploymentId, [...later.waiting].toSorted().join(' ')]
  hold(rule, told.join() === counted.join(), () => `${groupId}: ${told.join()}, by its facts ${counted.join()}`)
  checkSnapshotOf(groupAggregate, state, groupId)
}
