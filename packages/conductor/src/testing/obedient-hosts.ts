/** Hosts that do what they are told: each command is asked for, run once, and reported. For tests over the real engine. */
import { isRefusal, type Command, type CommandId, type DeploymentSignal, type Diagnostics } from '@sluice/model'
import { testGroupId } from '@sluice/testkit'
import type { Door } from './a-door.ts'

export interface Hosts {
  /** Ids of the events that were run, in order; an id twice would be a hook that ran twice. */
  readonly ran: CommandId[]
  /** Takes what was dispatched, until nothing more comes or so many events were run. */
  work(door: Door, most?: number): Promise<void>
}

/** Longer than what the engine's state keeps of it. */
export const failure: Diagnostics = {
  errorCode: 'ScriptFailed',
  scriptName: 'hook.sh',
  message: 'exit code 1\nsecond line',
  logTail: 'connection refused',
  exitCode: 1,
}
const success: Diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' }

/** `fails` says which events end badly. */
export function obedientHosts(fails: (command: Command) => boolean = () => false): Hosts {
  const ran: CommandId[] = []
  const withdrawn = new Set<CommandId>()

  return {
    ran,
    work: async (door, most = Infinity) => {
      const until = ran.length + most
      for (let next = door.dispatched.shift(); next !== undefined; next = door.dispatched.shift()) {
        if (next.kind === 'withdraw') withdrawn.add(next.id)
        else if (next.kind === 'runLifecycleEvent') await run(door, next)
        else await answerForFleet(door, next)
        if (ran.length >= until) return
      }
    },
  }

  /** A fleet is there, and gone, as soon as it is asked for. */
  async function answerForFleet(door: Door, command: Command): Promise<void> {
    if (command.kind === 'provision') await door.conductor.submit({ ...to(command), kind: 'provisioned' })
    else if (command.kind === 'retire') await door.conductor.submit({ ...to(command), kind: 'retired', notRetired: [] })
  }

  async function run(door: Door, command: Command): Promise<void> {
    if (withdrawn.has(command.id)) return
    if (!ran.includes(command.id)) {
      const granted = await door.conductor.submit({ ...to(command), kind: 'grantAsked', commandId: command.id })
      if (isRefusal(granted)) return
      ran.push(command.id)
    }
    const status = fails(command) ? 'Failed' : 'Succeeded'
    const diagnostics = status === 'Failed' ? failure : success
    await door.conductor.submit({ ...to(command), kind: 'reported', commandId: command.id, status, diagnostics })
  }
}

const to = (command: Command): Pick<DeploymentSignal, 'to' | 'groupId' | 'deploymentId'> => ({
  to: 'deployment',
  groupId: testGroupId,
  deploymentId: command.deploymentId,
})
