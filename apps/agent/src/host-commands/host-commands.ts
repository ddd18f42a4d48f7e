/**
 * What becomes of a command on this host: offered, asked for, granted, run, reported, forgotten (drawn in this app's
 * README). Each step is in the journal before it is taken, and only a granted command starts anything.
 */
import {
  type AgentFrame,
  claimedCommandId,
  type HostCommand,
  openCommand,
  type SignedCommand,
} from '@sluice/agent-link'
import type { AgentLog } from '../agent-log.ts'
import type { Identity } from '../connection/identity.ts'
import { messageOf } from '../durable-file.ts'
import type { EventResult, JournalEntry } from '../journal/journal-entry.ts'
import type { Journal } from '../journal/journal.ts'
import { slotCount } from '../settings.ts'
import { resultsIn } from './results.ts'
import { type Slots, slots } from './slots.ts'

export interface HostCommandsNeeds {
  journal: Journal
  send(frame: AgentFrame): boolean
  run(command: HostCommand): Promise<EventResult>
  log: AgentLog
}

export interface HostCommands {
  /** Ids of everything that is not forgotten. */
  ids(): string[]
  /** `serverClockMs` is the time in the server's greeting. */
  connected(identity: Identity, serverClockMs: number): void
  offered(signed: SignedCommand): void
  granted(id: string): void
  dropped(id: string): void
  forgotten(id: string): void
  /** No new event starts; resolves when those that run have ended. */
  stop(): Promise<void>
}

/** A clock that is off by more is worth a word when a command is refused as expired. */
const noticeableClockMs = 30_000

export function hostCommands({ journal, send, run, log }: HostCommandsNeeds): HostCommands {
  const places: Slots = slots(slotCount)
  const running = new Map<string, Promise<void>>()
  const results = resultsIn(journal, log)
  let identity: Identity | undefined
  let clockAheadMs = 0
  let isStopping = false
  for (const entry of journal.all()) if (entry.state === 'asked') places.tryToTake(entry.command)

  function offered(signed: SignedCommand): void {
    if (identity === undefined || isStopping) return
    const opened = openCommand(signed, { ...identity, now: Date.now() })
    if ('refused' in opened) return refuse(opened.commandId ?? claimedCommandId(signed), opened.refused)
    const entry = journal.get(opened.command.id)
    if (entry !== undefined) repeat(entry)
    else if (places.tryToTake(opened.command)) ask(opened.command)
    else waitForRoom(opened.command)
  }

  /** The server may offer again what it has not heard of; nothing runs for it a second time. */
  function repeat(entry: JournalEntry): void {
    const { id } = entry.command
    const result = results.of(entry)
    if (result !== undefined) report(id, result)
    else if (entry.state === 'asked' && !running.has(id)) send({ type: 'ask', commandId: id })
  }

  function refuse(commandId: string, reason: string): void {
    const clock = Math.round(Math.abs(clockAheadMs) / 1000)
    const hint = ` (this host’s clock is ${clock} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} the server’s)`
    const why = reason.endsWith('expired') && Math.abs(clockAheadMs) > noticeableClockMs ? reason + hint : reason
    log.warn({ commandId, reason: why }, 'refused a command')
    tryToJournal(() => journal.write({ type: 'refused', at: Date.now(), id: commandId, reason: why }))
    send({ type: 'refused', commandId, reason: why.slice(0, 1000) })
  }

  function ask(command: HostCommand): void {
    try {
      journal.write({ type: 'willRun', at: Date.now(), command })
    } catch (error) {
      places.release(command.id)
      return refuse(command.id, `the journal cannot be written: ${messageOf(error)}`)
    }
    send({ type: 'ask', commandId: command.id })
  }

  function waitForRoom(command: HostCommand): void {
    places.wait(command)
    send({ type: 'waiting', commandId: command.id })
  }

  function granted(id: string): void {
    const entry = journal.get(id)
    if (entry === undefined) return
    const result = results.of(entry)
    if (result !== undefined) return report(id, result)
    if (entry.state !== 'asked' || isStopping) return
    running.set(id, runGranted(entry.command))
  }

  async function runGranted(command: HostCommand): Promise<void> {
    const { id } = command
    const result = await resultOf(command)
    results.add(id, result)
    running.delete(id)
    report(id, result)
    freeSlot(id)
  }

  async function resultOf(command: HostCommand): Promise<EventResult> {
    if (command.expiresAt < Date.now()) return notRun('The command had expired when it was granted; nothing ran.')
    try {
      journal.write({ type: 'granted', at: Date.now(), id: command.id })
    } catch (error) {
      return notRun(`Nothing ran: the agent’s journal cannot be written (${messageOf(error)}).`)
    }
    log.info({ commandId: command.id }, 'running')
    try {
      return await run(command)
    } catch (error) {
      log.error({ commandId: command.id, reason: messageOf(error) }, 'an event could not be run')
      return notRun(`${command.event} could not be run: ${messageOf(error)}`)
    }
  }

  function report(id: string, { status, diagnostics }: EventResult): void {
    send({ type: 'done', commandId: id, status, diagnostics })
  }

  function dropped(id: string): void {
    places.stopWaiting(id)
    forgotten(id)
  }

  function forgotten(id: string): void {
    if (running.has(id)) return
    results.forget(id)
    if (journal.get(id) !== undefined) tryToJournal(() => journal.write({ type: 'forgotten', at: Date.now(), id }))
    freeSlot(id)
  }

  function freeSlot(id: string): void {
    places.release(id)
    for (let next = places.next(); next !== undefined && !isStopping; next = places.next()) {
      if (next.expiresAt < Date.now()) refuse(next.id, 'the command has expired')
      else if (places.tryToTake(next)) ask(next)
    }
  }

  function tryToJournal(write: () => void): void {
    try {
      write()
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'the journal cannot be written')
    }
  }

  return {
    ids: () => journal.all().map(({ command }) => command.id),
    connected(now, serverClockMs) {
      identity = now
      clockAheadMs = Date.now() - serverClockMs
      results.write()
      for (const entry of journal.all()) repeat(entry)
    },
    offered,
    granted,
    dropped,
    forgotten,
    async stop() {
      isStopping = true
      await Promise.all(running.values())
      results.write()
    },
  }
}

function notRun(message: string): EventResult {
  return { status: 'Failed', diagnostics: { errorCode: 'UnknownError', scriptName: '', message, logTail: '' } }
}
