/** A group: which deployment is active there, what succeeded last, and how its hosts stand. One deployment at a time. */
import { assertNever, refusal, type GroupEvent, type GroupSignal, type Refusal, type Signal } from '@sluice/model'
import { noReaction, type Aggregate, type Reaction } from '../aggregate.ts'
import { strategyOf } from '../strategies/index.ts'
import { automaticRollbackStarter } from '../rollback.ts'
import { unasked } from '../unasked.ts'
import { admitted } from './admission.ts'
import { decideGone, leave } from './gone-hosts.ts'
import { noHosts, noteProven, takeResults } from './group-hosts.ts'
import { restoredFrom, snapshotOf } from './group-snapshot.ts'
import type { ActiveDeployment, GroupState } from './group-state.ts'
import { changeWaiting, decideAppeared, decideEdited, decideLeft, forget, wait } from './later-hosts.ts'
import { decideDiscarded, forgetDiscarded } from './launch-result.ts'
import { decideEnded } from './the-end.ts'
import { automaticUpdateStarter } from './unasked-admission.ts'

export const groupAggregate: Aggregate<GroupState, GroupSignal, GroupEvent> = {
  empty: (groupId) => ({ groupId, active: undefined, lastSuccessful: undefined, hosts: noHosts() }),
  decide,
  evolve,
  react,
  owed: () => noReaction(),
  snapshot: snapshotOf,
  restore: restoredFrom,
}

function decide(state: GroupState, signal: GroupSignal, now: number): GroupEvent[] | Refusal {
  switch (signal.kind) {
    case 'createDeployment':
      return decideCreate(state, signal, now)
    case 'deploymentEnded':
      return decideEnded(state, signal, now)
    case 'hostsAppeared':
      return decideAppeared(state, signal, now)
    case 'hostsLeft':
      return decideLeft(state, signal, now)
    case 'hostsGone':
      return decideGone(state, signal, now)
    case 'groupEdited':
      return decideEdited(state, signal, now)
    case 'newHostsDiscarded':
      return decideDiscarded(state, signal, now)
    default:
      return assertNever(signal, 'group signal')
  }
}

function decideCreate(
  state: GroupState,
  { spec: wanted, narrowing }: Extract<GroupSignal, { kind: 'createDeployment' }>,
  at: number,
): GroupEvent[] | Refusal {
  const { active, lastSuccessful } = state
  if (active?.deploymentId === wanted.deploymentId) return []
  if (active !== undefined) return refuseBusy(active, wanted.deploymentGroupName)
  const spec = admitted(state, wanted, narrowing)
  const unsupported = strategyOf(spec).refuse(spec)
  if (unsupported !== undefined) return refusal('InvalidDeploymentStyleException', unsupported)
  return [{ v: 1, at, type: 'DeploymentAdmitted', spec, ...(lastSuccessful && { fallback: lastSuccessful }) }]
}

function evolve(state: GroupState, event: GroupEvent): void {
  switch (event.type) {
    case 'DeploymentAdmitted': {
      const { deploymentId, startedBy, revision, createdAt } = event.spec
      state.active = { deploymentId, startedBy, revisionName: revision.name, createdAt }
      if (unasked(event.spec)) delete state.waiting
      break
    }
    case 'DeploymentReleased':
      release(state, event)
      break
    case 'HostsAppeared':
      wait(state, event)
      break
    case 'WaitingHostsChanged':
      changeWaiting(state, event)
      break
    case 'AppearedHostsForgotten':
      forget(state, event.hosts)
      break
    case 'HostsGone':
      leave(state, event.hosts)
      break
    case 'NewHostsDiscarded':
      forgetDiscarded(state, event.hosts)
      break
    default:
      assertNever(event, 'group event')
  }
}

function release(state: GroupState, event: Extract<GroupEvent, { type: 'DeploymentReleased' }>): void {
  const before = state.lastSuccessful
  if (state.active?.deploymentId === event.deploymentId) state.active = undefined
  delete state.departed
  if (event.hosts !== undefined) takeResults(state, event.hosts)
  for (const name of event.forgotten ?? []) state.hosts.records.delete(name)
  if (event.lastSuccessful !== undefined) state.lastSuccessful = event.lastSuccessful
  if (event.forgetsLastSuccessful === true) state.lastSuccessful = undefined
  noteProven(state, before)
}

function react({ groupId }: GroupState, event: GroupEvent): Reaction {
  if (event.type === 'NewHostsDiscarded') return { ...noReaction(), signals: [toldOfDiscard(groupId, event)] }
  return event.type === 'DeploymentAdmitted' ? afterAdmission(event) : noReaction()
}

function toldOfDiscard(groupId: string, fact: Extract<GroupEvent, { type: 'NewHostsDiscarded' }>): Signal {
  const { deploymentId, by, hosts, kept } = fact
  return { to: 'deployment', groupId, deploymentId, kind: 'hostsDiscarded', by, hosts, kept }
}

function afterAdmission(event: Extract<GroupEvent, { type: 'DeploymentAdmitted' }>): Reaction {
  const { spec, fallback } = event
  const { deploymentId, deploymentGroupId: groupId, rollbackOf } = spec
  const reaction = noReaction()
  reaction.signals.push({
    to: 'deployment',
    groupId,
    deploymentId,
    kind: 'create',
    spec,
    ...(fallback && { fallback }),
  })
  // An automatic rollback is linked by the end of the deployment that it takes back.
  if (rollbackOf !== undefined && spec.creator !== 'codeDeployRollback')
    reaction.signals.push({
      to: 'deployment',
      groupId,
      deploymentId: rollbackOf.deploymentId,
      kind: 'rolledBackBy',
      rollbackDeploymentId: deploymentId,
      message: `${deploymentId} was started by ${spec.startedBy} to roll it back to ${spec.revision.name}.`,
    })
  if (spec.autoUpdateOf !== undefined)
    reaction.signals.push({
      to: 'deployment',
      groupId,
      deploymentId: spec.autoUpdateOf,
      kind: 'autoUpdatedBy',
      autoUpdateDeploymentId: deploymentId,
    })
  return reaction
}

const byItself = [automaticRollbackStarter, automaticUpdateStarter]

function refuseBusy(active: ActiveDeployment, groupName: string): Refusal {
  const isByItself = byItself.includes(active.startedBy)
  const by = isByItself ? `an ${active.startedBy}` : `started by ${active.startedBy}`
  return refusal(
    'DeploymentLimitExceededException',
    `${active.deploymentId} (${active.revisionName}, ${by}) is still running in ${groupName}. Wait for its end or stop it, then deploy again.`,
  )
}
