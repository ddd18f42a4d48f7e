/**
 * What groups are told of a change to the directory, decided in its commit. What the change itself wants may refuse it; a group that
 * refuses to listen, or cannot be told, keeps nobody's change back: it is logged.
 */
import { isRefusal, type Refusal, type Signal } from '@sluice/model'
import type { DirectoryChange, Store } from '@sluice/store'
import type { Wanted } from './door.ts'
import { LeaveOut } from './following.ts'
import type { Log } from './log.ts'
import type { Tick } from './tick.ts'

/** Before the changes are stored. */
export type Follows = (store: Store, changes: readonly DirectoryChange[], log: Log) => Promise<Signal[]>

export interface ToldGroups {
  signalsOfChange(changes: readonly DirectoryChange[]): Promise<Signal[]>
  /** The change is alone in its tick. Answers why it is refused. */
  decide(tick: Tick, wanted: Wanted<unknown>): Promise<Refusal | undefined>
}

export function createToldGroups(store: Store, follows: Follows | undefined, log: Log): ToldGroups {
  return {
    signalsOfChange,
    decide: async (tick, { changes, signals = [] }) => decideAll(tick, signals, await signalsOfChange(changes)),
  }

  async function signalsOfChange(changes: readonly DirectoryChange[]): Promise<Signal[]> {
    try {
      return (await follows?.(store, changes, log)) ?? []
    } catch (fault) {
      log.error('no group could be told of a change', fault)
      return []
    }
  }

  async function decideAll(
    tick: Tick,
    wanted: readonly Signal[],
    told: readonly Signal[],
  ): Promise<Refusal | undefined> {
    for (const signal of wanted) {
      const events = await tick.decide(signal)
      if (!isRefusal(events)) continue
      tick.abandon()
      return events
    }
    for (const [at, signal] of told.entries()) {
      const taken = tick.taken()
      try {
        const events = await tick.decide(signal)
        if (isRefusal(events))
          log.warn('a group refused what a change told it', { signal: signal.kind, code: events.code })
      } catch (fault) {
        if (fault instanceof LeaveOut) throw fault
        log.error('a group could not be told of a change', fault)
        if (tick.taken() === taken) continue
        // It is half changed: all is decided again, without it.
        tick.abandon()
        return decideAll(tick, wanted, told.toSpliced(at, 1))
      }
    }
    return undefined
  }
}
