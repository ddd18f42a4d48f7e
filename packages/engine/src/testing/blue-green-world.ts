/** A blue/green deployment in a world of its own, and the few things that happen to one. */
import type {
  ApprovalRecord,
  BlueGreenSpec,
  Command,
  DeploymentSpec,
  DeploymentSummary,
  LifecycleEventName,
} from '@sluice/model'
import { sentenceText } from '@sluice/model'
import { aBlueGreenSpec, anApproval } from '@sluice/testkit'
import {
  create,
  deploymentOf,
  deploymentSignal,
  grant,
  report,
  send,
  summary,
  tick,
  world,
  type World,
} from './world.ts'

export const id = 'd-AAAAAAAA1'
export const backId = 'd-RRRRRRRR1'

export const stopsAfterAnHour = { minutes: 60, atItsEnd: 'STOP_DEPLOYMENT', approvers: 1 } as const
export const endsAfterAnHour = { action: 'TERMINATE', waitMinutes: 60 } as const

export function started(blueGreen: Partial<BlueGreenSpec> = {}, over: Partial<DeploymentSpec> = {}): World {
  const of = world()
  const refused = create(of, aBlueGreenSpec(over, blueGreen))
  if (refused !== undefined) throw new Error(refused.message)
  return of
}

/** Runs all that hosts were given until nothing more comes; `fails` says which event fails. */
export function run(of: World, deploymentId = id, fails?: { on: string; in: LifecycleEventName }): void {
  for (let next = nextEvent(of, deploymentId); next !== undefined; next = nextEvent(of, deploymentId)) {
    grant(of, next.id)
    report(of, next.id, next.targetId === fails?.on && next.event === fails.in ? 'Failed' : 'Succeeded')
  }
}

/** Runs everything before the first event of this name is offered. */
export function runUntil(of: World, event: LifecycleEventName, deploymentId = id): void {
  const isBefore = () => !eventsOffered(of, deploymentId).some((command) => command.event === event)
  for (let next = nextEvent(of, deploymentId); next !== undefined && isBefore(); next = nextEvent(of, deploymentId)) {
    grant(of, next.id)
    report(of, next.id)
  }
}

export function eventsOffered(of: World, deploymentId = id) {
  return [...of.outbox.values()].filter(
    (command) => command.kind === 'runLifecycleEvent' && command.deploymentId === deploymentId,
  ) as Extract<Command, { kind: 'runLifecycleEvent' }>[]
}

/** `kind targets` of the commands about fleets that are owed now. */
export function fleetCommands(of: World): string[] {
  return [...of.outbox.values()].flatMap((command) =>
    'targets' in command
      ? [
          `${command.kind} ${command.targets.join(' ')}${'terminate' in command && command.terminate ? ' terminate' : ''}`,
        ]
      : [],
  )
}

export function approve(of: World, over: Partial<ApprovalRecord> = {}) {
  return send(of, { ...deploymentSignal(id), kind: 'approve', approval: anApproval(over) })
}

export function stop(of: World, rollBack = false, deploymentId = id) {
  return send(of, { ...deploymentSignal(deploymentId), kind: 'stop', by: 'Dana', rollBack })
}

export function provisioned(of: World): void {
  send(of, { ...deploymentSignal(id), kind: 'provisioned' })
}

export function retired(of: World, notRetired: { targetId: string; message: string }[] = [], deploymentId = id): void {
  send(of, { ...deploymentSignal(deploymentId), kind: 'retired', notRetired })
}

/** Time passes and the clock rings. */
export function pass(of: World, minutes: number): void {
  of.clock.advance(minutes * 60_000)
  tick(of, id)
}

export function standing(of: World, deploymentId = id): NonNullable<DeploymentSummary['blueGreen']> {
  const { blueGreen } = summary(of, deploymentId)
  if (blueGreen === undefined) throw new Error(`${deploymentId} is not blue/green`)
  return blueGreen
}

export const statusOf = (of: World, deploymentId = id): string => summary(of, deploymentId).status
export const sentenceOf = (of: World, deploymentId = id): string => sentenceText(summary(of, deploymentId).sentence)

/** `target event` of each event that was granted, in order. */
export function eventsRun(of: World, deploymentId = id): string[] {
  const { spec, lifecycleEvents } = deploymentOf(of, deploymentId)
  return of.log.flatMap((fact) =>
    fact.type === 'LifecycleEventGranted' ? [`${spec.targets[fact.target]} ${lifecycleEvents[fact.event]}`] : [],
  )
}

function nextEvent(of: World, deploymentId: string) {
  return eventsOffered(of, deploymentId)[0]
}
