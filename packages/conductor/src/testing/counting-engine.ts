/**
 * A tiny engine for tests of the door itself: every `hold` is counted, puts one command in flight and may ask to be woken.
 * It also has the bugs that no real engine should have, on request: `hold` by one of `faults`.
 */
import { aDeployment, aTarget } from '@sluice/store/contract'
import {
  commandId,
  refusal,
  type Command,
  type DeploymentEvent,
  type DeploymentSignal,
  type DeploymentSpec,
  type GroupEvent,
  type GroupSignal,
  type HostStandingChange,
  type Refusal,
} from '@sluice/model'
import type { Aggregate, Reaction } from '@sluice/engine'
import type { Engine } from '../engine-port.ts'

export interface CountingGroup {
  groupId: string
  active: string | undefined
}

export interface CountingDeployment {
  deploymentId: string
  spec: DeploymentSpec | undefined
  holds: string[]
  ended: boolean
  wakeAt: number | undefined
}

export const faults = { decide: 'decide throws', evolve: 'evolve throws', row: 'the row cannot be drawn' } as const
/** `hold` by this name asks to be woken then, and by the ring is held again. */
export const wakeMeAt = (at: number): string => `wake ${at}`

export const countingEngine: Engine<CountingGroup, CountingDeployment> = {
  version: 'counting-1',
  group: {
    empty: (groupId) => ({ groupId, active: undefined }),
    decide: decideGroup,
    evolve: (state, event) => {
      state.active = event.type === 'DeploymentAdmitted' ? event.spec.deploymentId : undefined
    },
    react: (state, event) => ({ ...nothing, signals: groupSignals(state, event) }),
    owed: () => nothing,
    ...asJson<CountingGroup>(),
  },
  deployment: {
    empty: (deploymentId) => ({ deploymentId, spec: undefined, holds: [], ended: false, wakeAt: undefined }),
    decide: decideDeployment,
    evolve: evolveDeployment,
    react: (state, event) => ({
      ...nothing,
      commands: event.type === 'DeploymentHeld' ? [holdCommand(state, state.holds.length)] : [],
      signals: deploymentSignals(state, event),
      wakeAt: state.wakeAt,
    }),
    owed: (state) => ({
      ...nothing,
      commands: state.ended ? [] : state.holds.map((_, at) => holdCommand(state, at + 1)),
      wakeAt: state.wakeAt,
    }),
    ...asJson<CountingDeployment>(),
  },
  standingChanges: ({ groupId }, event) => (event.type === 'DeploymentReleased' ? [standingOf(groupId)] : []),
  summaryOf: (state) => {
    if (state.holds.includes(faults.row)) throw new Error(faults.row)
    return aDeployment(state.deploymentId, {
      status: state.ended ? 'Failed' : 'InProgress',
      description: `${state.holds.length} holds`,
      ...(state.spec === undefined ? {} : { deploymentGroupId: state.spec.deploymentGroupId }),
    })
  },
  targetOf: (state, index) => aTarget(state.deploymentId, index, { statusReason: `${state.holds.length} holds` }),
  touchedTargets: (event) => (event.type === 'DeploymentHeld' ? [0] : []),
}

const standingOf = (deploymentGroupId: string): HostStandingChange => ({
  deploymentGroupId,
  instanceName: 'web-1',
  standing: { instanceName: 'web-1', instanceHealth: 'Healthy', revisionHealth: 'Current' },
})

const nothing: Reaction = { commands: [], signals: [], settled: [], wakeAt: undefined }

function decideGroup(state: CountingGroup, signal: GroupSignal, at: number): GroupEvent[] | Refusal {
  switch (signal.kind) {
    case 'createDeployment':
      if (state.active !== undefined) return refusal('DeploymentLimitExceededException', `${state.active} runs already`)
      return [{ v: 1, at, type: 'DeploymentAdmitted', spec: signal.spec }]
    case 'deploymentEnded': {
      const { deploymentId, ending } = signal
      const released: GroupEvent = { v: 1, at, type: 'DeploymentReleased', deploymentId, status: ending.status }
      if (ending.rollback === undefined) return [released]
      return [released, { v: 1, at, type: 'DeploymentAdmitted', spec: ending.rollback }]
    }
    case 'hostsAppeared':
    case 'hostsLeft':
    case 'hostsGone':
    case 'groupEdited':
    case 'newHostsDiscarded':
      return []
  }
}

function groupSignals(state: CountingGroup, event: GroupEvent): DeploymentSignal[] {
  if (event.type !== 'DeploymentAdmitted') return []
  const { spec } = event
  return [{ to: 'deployment', groupId: state.groupId, deploymentId: spec.deploymentId, kind: 'create', spec }]
}

function decideDeployment(
  state: CountingDeployment,
  signal: DeploymentSignal,
  at: number,
): DeploymentEvent[] | Refusal {
  if (signal.kind === 'create') return [{ v: 1, at, type: 'DeploymentCreated', spec: signal.spec }]
  if (state.spec === undefined)
    return refusal('DeploymentDoesNotExistException', `${state.deploymentId} does not exist`)
  if (state.ended) return refusal('DeploymentAlreadyCompletedException', `${state.deploymentId} has ended`)
  switch (signal.kind) {
    case 'hold':
      if (signal.by === faults.decide) throw new Error(faults.decide)
      return [{ v: 1, at, type: 'DeploymentHeld', by: signal.by }]
    case 'stop':
      return [{ v: 1, at, type: 'DeploymentEnded', status: 'Failed', rollback: { message: 'taken back' } }]
    case 'serviceResumed':
      return [{ v: 1, at, type: 'ClocksRestarted', targets: [] }]
    case 'tick':
      return state.wakeAt === undefined || state.wakeAt > at
        ? []
        : [{ v: 1, at, type: 'DeploymentHeld', by: 'the clock' }]
    default:
      return []
  }
}

function evolveDeployment(state: CountingDeployment, event: DeploymentEvent): void {
  switch (event.type) {
    case 'DeploymentCreated':
      state.spec = event.spec
      break
    case 'DeploymentHeld':
      state.holds.push(event.by)
      state.wakeAt = event.by.startsWith('wake ') ? Number(event.by.slice(5)) : undefined
      if (event.by === faults.evolve) throw new Error(faults.evolve)
      break
    case 'DeploymentEnded':
      state.ended = true
      state.wakeAt = undefined
      break
    default:
      break
  }
}

function deploymentSignals({ spec }: CountingDeployment, event: DeploymentEvent): GroupSignal[] {
  if (event.type !== 'DeploymentEnded' || spec === undefined) return []
  const { deploymentId, deploymentGroupId: groupId } = spec
  const rollback = { ...spec, deploymentId: spec.rollbackDeploymentId }
  const ending = { status: event.status, at: event.at, spec, rollback }
  return [{ to: 'group', groupId, kind: 'deploymentEnded', deploymentId, ending }]
}

function holdCommand({ deploymentId }: CountingDeployment, attempt: number): Command {
  const id = commandId(deploymentId, 'web-1', 'ApplicationStop', attempt)
  return { kind: 'runLifecycleEvent', id, deploymentId, targetId: 'web-1', event: 'ApplicationStop' }
}

function asJson<State>(): Pick<Aggregate<State, never, never>, 'snapshot' | 'restore'> {
  return {
    snapshot: (state) => new TextEncoder().encode(JSON.stringify(state)),
    restore: (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as State,
  }
}
