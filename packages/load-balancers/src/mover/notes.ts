/**
 * What running events wait for, told at most once a second each. What passes at once says nothing, and a crowd that waits takes
 * turns, so that notes never crowd out reports.
 */
import type { CommandId, DeploymentSignal } from '@sluice/model'
import type { Timers } from '../timers.ts'

export interface Running {
  groupId: string
  deploymentId: string
  commandId: CommandId
}

export interface Notes {
  say(about: Running, note: string): void
  /** Its event is over: nothing of it is told any more. */
  forget(commandId: CommandId): void
  stop(): void
}

const firstAfterMs = 150
const roundMs = 1000
const notesARound = 200

export function createNotes(
  submit: (signal: DeploymentSignal) => Promise<unknown>,
  fault: (error: unknown) => void,
  timers: Timers,
): Notes {
  const waiting = new Map<CommandId, { about: Running; note: string }>()
  const told = new Map<CommandId, string>()
  let timer: unknown
  let isStopped = false

  function say(about: Running, note: string): void {
    if (told.get(about.commandId) === note) return void waiting.delete(about.commandId)
    waiting.set(about.commandId, { about, note })
    roundAfter(firstAfterMs)
  }

  function roundAfter(milliseconds: number): void {
    if (isStopped || timer !== undefined) return
    timer = timers.setTimeout(round, milliseconds)
  }

  /** A round follows each round that told something: until then, whoever was told is not told again. */
  function round(): void {
    timer = undefined
    const next = [...waiting.values()].slice(0, notesARound)
    next.forEach(tell)
    if (next.length > 0) roundAfter(roundMs)
  }

  function tell({ about, note }: { about: Running; note: string }): void {
    waiting.delete(about.commandId)
    told.set(about.commandId, note)
    submit({ to: 'deployment', ...about, kind: 'noted', note }).catch((error: unknown) => {
      told.delete(about.commandId)
      fault(error)
    })
  }

  return {
    say,
    forget(commandId) {
      waiting.delete(commandId)
      told.delete(commandId)
    },
    stop() {
      isStopped = true
      timers.clearTimeout(timer)
    },
  }
}
