/**
 * The conductor: one inbox, one tick at a time, one commit a tick. It knows no rules: the engine decides, the store keeps, and
 * everybody else hears of it afterwards.
 */
import { isRefusal, RefusalError, type DeploymentSignal, type Refusal, type Signal } from '@sluice/model'
import type { Store, StoredEvent } from '@sluice/store'
import { createAlarmClock, systemTimers, type Timers } from './alarm-clock.ts'
import { aftermathOf, type Consequences } from './consequences.ts'
import {
  CommitFailed,
  type Change,
  type CommandSink,
  type Committed,
  type Conductor,
  type Wanted,
  type WrittenBy,
} from './door.ts'
import type { Engine } from './engine-port.ts'
import { createInbox } from './inbox.ts'
import { standardErrorLog, type Log } from './log.ts'
import { productionEngine } from './production-engine.ts'
import { createResidents } from './residents.ts'
import { lookAgain, retryAfterMilliseconds, runTick, type TickParts } from './run-tick.ts'
import { wakeName, type Tick } from './tick.ts'
import { createToldGroups, type Follows } from './told-groups.ts'
import { noteDone, noteRefused, repeatOf } from './written-by.ts'

export interface ConductorParts {
  store: Store
  clock: { now(): number }
  timers?: Timers
  /** Measures how long a tick has been deciding; the simulator's stands still, so that no machine is too slow for its seed. */
  stopwatch?: { now(): number }
  sink: CommandSink
  /** What groups are told of a change to the directory, in the same commit: a death in between loses neither without the other. */
  follows?: Follows
  /** What a fact about a group changes in the directory, in the same commit too. */
  consequences?: Consequences
  log?: Log
}

export function createConductor(parts: ConductorParts): Conductor {
  return createConductorOf(productionEngine, parts)
}

export function createConductorOf<G, D>(engine: Engine<G, D>, given: ConductorParts): Conductor {
  const { store, clock, sink, follows, timers = systemTimers, stopwatch = performance, log = standardErrorLog } = given
  const listeners = new Set<(committed: Committed) => void>()
  const alarms = createAlarmClock(clock.now, timers, (names) => names.forEach(ring))
  const residents = createResidents(engine, store, log)
  const groups = createToldGroups(store, follows, log)
  const unsure = new Map<string, number>()
  const parts: TickParts = {
    store,
    engineVersion: engine.version,
    residents,
    clock,
    stopwatch,
    alarms,
    unsure,
    sink,
    aftermath: aftermathOf({ store, log, consequences: given.consequences, signalsOfChange: groups.signalsOfChange }),
    log,
    publish,
  }
  const inbox = createInbox((entries) => runTick(parts, entries))

  return {
    async start() {
      const running = await store.runningDeployments()
      await Promise.all(running.map(takeUp))
    },
    submit: (signal, by, answer) => decided(false, (tick) => decideSignal(tick, signal, by, answer)),
    change: (change) => decided(true, (tick) => decideChange(tick, change)),
    recordRefusal: (by) => decided(false, async (tick) => noteRefused(tick, by)),
    onCommitted: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    idle: () => inbox.idle(),
    async stop() {
      alarms.stop()
      await inbox.close(new CommitFailed(new Error('the service is stopping')))
    },
  }

  /** Resolves with what `decide` answered, after the commit of its tick. */
  function decided<Answer>(alone: boolean, decide: (tick: Tick) => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      inbox.put({
        alone,
        decide: async (tick) => {
          const answer = await decide(tick)
          return () => resolve(answer)
        },
        reject,
      })
    })
  }

  async function decideSignal(
    tick: Tick,
    signal: Signal,
    by: WrittenBy | undefined,
    answerOf: ((events: StoredEvent[]) => unknown) | undefined,
  ) {
    const repeat = await repeatOf(tick, store, by)
    if (repeat !== undefined && !isRefusal(repeat)) return { events: [], answer: repeat.answer }
    const events = repeat ?? (await tick.decide(signal))
    if (isRefusal(events)) return refused(tick, by, events)
    const answer = answerOf?.(events)
    noteDone(tick, by, answer)
    return { events, answer }
  }

  async function decideChange<Answer>(tick: Tick, { by, decide }: Change<Answer>): Promise<Answer | Refusal> {
    const repeat = await repeatOf(tick, store, by)
    // The answer was this very operation's, kept as JSON under its own scope and body.
    if (repeat !== undefined && !isRefusal(repeat)) return repeat.answer as Answer
    const wanted = repeat ?? (await orRefusal(() => decide(store, tick.now)))
    if (isRefusal(wanted)) return refused(tick, by, wanted)
    const refusal = await groups.decide(tick, wanted)
    if (refusal !== undefined) return refused(tick, by, refusal)
    tick.directory.push(...wanted.changes)
    tick.renames.push(...(wanted.renames ?? []))
    noteDone(tick, by, wanted.answer, changesNothing(wanted) ? 'unchanged' : 'done')
    return wanted.answer
  }

  function refused(tick: Tick, by: WrittenBy | undefined, refusal: Refusal): Refusal {
    noteRefused(tick, by, refusal)
    return refusal
  }

  /** A deployment that ran when the service ended: its clocks start anew, and what it has in flight is sent again. */
  async function takeUp({ deploymentId, groupId }: { deploymentId: string; groupId: string }): Promise<void> {
    const signal: DeploymentSignal = { to: 'deployment', groupId, deploymentId, kind: 'serviceResumed' }
    try {
      await decided(false, async (tick) => {
        const events = await tick.decide(signal)
        if (isRefusal(events))
          log.warn('a running deployment refused to be taken up', { deploymentId, code: events.code })
        await tick.owe(signal)
      })
    } catch (error) {
      if (error instanceof CommitFailed) throw error
      log.error(`${deploymentId} could not be taken up`, error)
    }
  }

  function ring(name: string): void {
    const [groupId = '', deploymentId = ''] = name.split('/')
    const signal: DeploymentSignal = { to: 'deployment', groupId, deploymentId, kind: 'tick' }
    const isUnsure = unsure.delete(name)
    decided(false, (tick) => decideRing(tick, signal, isUnsure)).catch((error: unknown) => {
      log.error(`the ring of ${deploymentId} was lost`, error)
      lookAgain(parts, name)
    })
  }

  /** A ring that led to nothing came early or late: the state says when the next is due. */
  async function decideRing(tick: Tick, signal: DeploymentSignal, isUnsure: boolean): Promise<void> {
    const name = wakeName(signal.groupId, signal.deploymentId)
    const events = await tick.decide(signal)
    if (isRefusal(events) || (events.length > 0 && !isUnsure)) return
    const { wakeAt } = await tick.owe(signal)
    if (events.length > 0 || wakeAt === undefined || wakeAt > tick.now) return
    log.warn('a deployment asks to be woken and then does nothing', { deploymentId: signal.deploymentId })
    tick.wakes.set(name, tick.now + retryAfterMilliseconds)
  }

  function publish(committed: Committed): void {
    for (const listener of listeners) {
      try {
        listener(committed)
      } catch (fault) {
        log.error('a listener of commits threw', fault)
      }
    }
  }
}

/** Nobody is told that a thing was done which was so already. */
const changesNothing = ({ changes, renames = [], signals = [] }: Wanted<unknown>): boolean =>
  changes.length + renames.length + signals.length === 0

/** Handlers may throw their refusals. */
async function orRefusal<T>(decide: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await decide()
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal
    throw error
  }
}
