/**
 * Hosts that exist in memory only: each command is asked for, "run", and reported as the script says. Whole fleets are there as
 * soon as they are wanted, and gone as soon as they are not. For tests and the simulator; it speaks to the same door as real
 * platforms.
 */
import {
  assertNever,
  isRefusal,
  type Command,
  type CommandId,
  type DeploymentSignal,
  type Diagnostics,
} from '@sluice/model'
import type { Platform } from '../platform.ts'
import { askGrant, type Door, type Result } from '../reports.ts'

export type RunCommand = Extract<Command, { kind: 'runLifecycleEvent' }>

export type FleetCommand = Extract<Command, { kind: 'provision' | 'offerTestTraffic' | 'retire' }>

export interface SimulatedPlatform extends Platform {
  /** Ids of what was run, in order. */
  readonly ran: readonly CommandId[]
  /** Commands about whole fleets, in order. */
  readonly fleets: readonly FleetCommand[]
  /** Ends an event for which the script had no result yet. Refused by the door when it does not run. */
  finish(id: CommandId, result?: Result): Promise<void>
  /** Until everything that can go on has gone on. */
  idle(): Promise<void>
}

export const succeeded: Result = {
  status: 'Succeeded',
  diagnostics: { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail: '' },
}

export function failed(over: Partial<Diagnostics> = {}): Result {
  const diagnostics: Diagnostics = {
    errorCode: 'ScriptFailed',
    scriptName: 'scripts/hook.sh',
    message: 'Script at specified location: scripts/hook.sh failed with exit code 1',
    logTail: '',
    exitCode: 1,
    ...over,
  }
  return { status: 'Failed', diagnostics }
}

/** `script` says how an event ends; `runs` leaves it running until `finish`. Everything succeeds when there is none. */
export function createSimulatedPlatform(
  door: Door,
  script: (command: RunCommand) => Result | 'runs' = () => succeeded,
): SimulatedPlatform {
  const ran: CommandId[] = []
  const fleets: FleetCommand[] = []
  const seen = new Set<string>()
  const withdrawn = new Set<CommandId>()
  const atWork = new Set<Promise<void>>()
  let isStopped = false

  function dispatch(commands: readonly Command[]): void {
    for (const command of commands) {
      if (command.kind === 'withdraw') withdrawn.add(command.id)
      else if (!seen.has(command.id)) start(command)
    }
  }

  function start(command: RunCommand | FleetCommand): void {
    seen.add(command.id)
    const task = command.kind === 'runLifecycleEvent' ? run(command) : answerForFleet(command)
    const work = task.finally(() => atWork.delete(work))
    atWork.add(work)
  }

  async function answerForFleet(command: FleetCommand): Promise<void> {
    await Promise.resolve()
    const groupId = await groupOf(command.deploymentId)
    if (isStopped || groupId === undefined) return
    fleets.push(command)
    const to = { to: 'deployment', groupId, deploymentId: command.deploymentId } as const
    const answer = answerOf(command, to)
    if (answer !== undefined) await door.submit(answer)
  }

  async function run(command: RunCommand): Promise<void> {
    // As on a real host: the answer to a dispatch never comes within the call.
    await Promise.resolve()
    if (isStopped || withdrawn.has(command.id)) return
    const groupId = await groupOf(command.deploymentId)
    if (groupId === undefined || !(await askGrant(door, groupId, command.deploymentId, command.id))) return
    ran.push(command.id)
    const result = script(command)
    if (result !== 'runs') await report(groupId, command.deploymentId, command.id, result)
  }

  async function report(groupId: string, deploymentId: string, id: CommandId, result: Result): Promise<void> {
    const { status, diagnostics } = result
    const signal = { to: 'deployment', groupId, deploymentId, kind: 'reported', commandId: id } as const
    const answer = await door.submit({ ...signal, status, diagnostics })
    if (isRefusal(answer)) throw new Error(`${id}: ${answer.message}`)
  }

  const groupOf = async (deploymentId: string): Promise<string | undefined> =>
    (await door.describe(deploymentId))?.deploymentGroupId

  return {
    computePlatform: 'Server',
    ran,
    fleets,
    dispatch,
    async finish(id, result = succeeded) {
      const [deploymentId = ''] = id.split('/')
      const groupId = await groupOf(deploymentId)
      if (groupId === undefined) throw new Error(`${id} belongs to no deployment`)
      await report(groupId, deploymentId, id, result)
    },
    async idle() {
      while (atWork.size > 0) await Promise.all(atWork)
    },
    stop() {
      isStopped = true
    },
  }
}

function answerOf(
  command: FleetCommand,
  to: Pick<DeploymentSignal, 'to' | 'groupId' | 'deploymentId'>,
): DeploymentSignal | undefined {
  switch (command.kind) {
    case 'provision':
      return { ...to, kind: 'provisioned' }
    case 'retire':
      return { ...to, kind: 'retired', notRetired: [] }
    case 'offerTestTraffic':
      return undefined
    default:
      return assertNever(command, 'command about a fleet')
  }
}
