/**
 * One group with its deployments, driven as the conductor drives them: signals are decided one after the other, their
 * facts taken in, and what they put in flight is kept in an outbox. Every step can be checked (`onStep`).
 */
import {
  commandId,
  isRefusal,
  type Command,
  type CommandId,
  type DeploymentEvent,
  type DeploymentSpec,
  type DeploymentSummary,
  type DeploymentTarget,
  type Diagnostics,
  type GroupEvent,
  type LifecycleEventName,
  type Refusal,
  type Signal,
} from '@sluice/model'
import { movableClock, testGroupId, type MovableClock } from '@sluice/testkit'
import type { Aggregate } from '../aggregate.ts'
import { currentCommand } from '../deployment/commands.ts'
import { deploymentAggregate } from '../deployment/deployment-aggregate.ts'
import type { Deployment, DeploymentState } from '../deployment/deployment-state.ts'
import { groupAggregate } from '../group/group-aggregate.ts'
import { summaryOf } from '../summary.ts'
import { targetOf } from '../target-view.ts'

export interface World {
  readonly clock: MovableClock
  readonly group: ReturnType<typeof groupAggregate.empty>
  readonly deployments: Map<string, DeploymentState>
  readonly outbox: Map<CommandId, Command>
  /** Ids of all commands taken back so far. */
  readonly withdrawn: CommandId[]
  readonly log: (GroupEvent | DeploymentEvent)[]
  /** By deployment: the last wish to be woken. */
  readonly wakeAt: Map<string, number | undefined>
  /** After each event and its reaction. */
  onStep: (state: DeploymentState, event: DeploymentEvent) => void
  onDecide: (state: DeploymentState, signal: Signal) => () => void
}

export function world(): World {
  return {
    clock: movableClock(),
    group: groupAggregate.empty(testGroupId),
    deployments: new Map(),
    outbox: new Map(),
    withdrawn: [],
    log: [],
    wakeAt: new Map(),
    onStep: () => undefined,
    onDecide: () => () => undefined,
  }
}

/** Decides the signal and all that follow from it. Answers the refusal of the first, or undefined. */
export function send(of: World, first: Signal): Refusal | undefined {
  const waiting: Signal[] = [first]
  for (let signal = waiting.shift(); signal !== undefined; signal = waiting.shift()) {
    const refused = decideOne(of, signal, waiting)
    if (refused !== undefined && signal === first) return refused
  }
  return undefined
}

function decideOne(of: World, signal: Signal, waiting: Signal[]): Refusal | undefined {
  if (signal.to === 'group') return step(of, groupAggregate, of.group, signal, waiting)
  const state = of.deployments.get(signal.deploymentId) ?? deploymentAggregate.empty(signal.deploymentId)
  of.deployments.set(signal.deploymentId, state)
  return step(of, deploymentAggregate, state, signal, waiting, of.onDecide(state, signal))
}

function step<State, Sig extends Signal, Event extends GroupEvent | DeploymentEvent>(
  of: World,
  aggregate: Aggregate<State, Sig, Event>,
  state: State,
  signal: Sig,
  waiting: Signal[],
  afterDecide: () => void = () => undefined,
): Refusal | undefined {
  const decided = aggregate.decide(state, signal, of.clock.now())
  afterDecide()
  if (isRefusal(decided)) return decided
  for (const event of decided) {
    aggregate.evolve(state, event)
    const reaction = aggregate.react(state, event)
    of.log.push(event)
    for (const command of reaction.commands)
      if (command.kind === 'withdraw') of.withdrawn.push(command.id)
      else of.outbox.set(command.id, command)
    for (const id of reaction.settled) of.outbox.delete(id)
    waiting.push(...reaction.signals)
    if (signal.to === 'deployment') {
      of.wakeAt.set(signal.deploymentId, reaction.wakeAt)
      of.onStep(state as DeploymentState, event as DeploymentEvent)
    }
  }
  return undefined
}

export function create(of: World, spec: DeploymentSpec): Refusal | undefined {
  return send(of, { to: 'group', groupId: testGroupId, kind: 'createDeployment', spec })
}

export function deploymentSignal(deploymentId: string) {
  return { to: 'deployment', groupId: testGroupId, deploymentId } as const
}

export const succeededDiagnostics: Diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' }
export const failedDiagnostics: Diagnostics = {
  errorCode: 'ScriptFailed',
  scriptName: 'scripts/validate.sh',
  message: 'exit code 1',
  logTail: 'connection refused',
  exitCode: 1,
}

export function grant(of: World, id: CommandId): void {
  send(of, { ...deploymentSignal(id.split('/')[0] ?? ''), kind: 'grantAsked', commandId: id })
}

/** The host has no free slot for it. */
export function wait(of: World, id: CommandId): void {
  send(of, { ...deploymentSignal(id.split('/')[0] ?? ''), kind: 'hostWaiting', commandId: id })
}

export function report(of: World, id: CommandId, status: 'Succeeded' | 'Failed' = 'Succeeded'): void {
  const diagnostics = status === 'Succeeded' ? succeededDiagnostics : failedDiagnostics
  send(of, { ...deploymentSignal(id.split('/')[0] ?? ''), kind: 'reported', commandId: id, status, diagnostics })
}

/** Grants and ends a host's events from its current one on; the last one (or `failsIn`) with the given result. */
export function runHost(of: World, deploymentId: string, targetId: string, failsIn?: LifecycleEventName): void {
  for (let id = offered(of, deploymentId, targetId); id !== undefined; id = offered(of, deploymentId, targetId)) {
    grant(of, id)
    const fails = failsIn !== undefined && id === commandId(deploymentId, targetId, failsIn)
    report(of, id, fails ? 'Failed' : 'Succeeded')
  }
}

/** The command a host has in flight. */
export function offered(of: World, deploymentId: string, targetId: string): CommandId | undefined {
  return [...of.outbox.keys()].find((id) => id.startsWith(`${deploymentId}/${targetId}/`))
}

/** Whether the state says that whoever asks for this command may run it. */
export function isGranted({ deployment }: DeploymentState, id: CommandId): boolean {
  return deployment !== undefined && currentCommand(deployment, id)?.granted === true
}

export function tick(of: World, deploymentId: string): void {
  send(of, { ...deploymentSignal(deploymentId), kind: 'tick' })
}

export function deploymentOf(of: World, deploymentId: string): Deployment {
  const deployment = of.deployments.get(deploymentId)?.deployment
  if (deployment === undefined) throw new Error(`${deploymentId} was not created`)
  return deployment
}

export function summary(of: World, deploymentId: string): DeploymentSummary {
  return summaryOf(of.deployments.get(deploymentId) ?? { deploymentId, deployment: undefined })
}

/** Hosts in flight, in planned order. */
export function inFlight(of: World, deploymentId: string): string[] {
  const { fleet, spec } = deploymentOf(of, deploymentId)
  return spec.targets.filter((_, place) => fleet.status[place] === 1)
}

export function targetRow(of: World, deploymentId: string, place: number): DeploymentTarget {
  return targetOf(of.deployments.get(deploymentId) ?? { deploymentId, deployment: undefined }, place)
}
