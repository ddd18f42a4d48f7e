/**
 * The one queue. Whatever came while the last tick ran (and while the loop read its sockets) makes the next tick, so commits
 * grow with the load and a lone signal waits for nobody. A tick ends before it holds the loop for long.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Tick } from './tick.ts'

export interface Entry {
  /** Must be the only one of its tick: it reads the store. */
  alone: boolean
  /** Decides in memory. The returned function tells the caller, once everything is stored. */
  decide(tick: Tick): Promise<() => void>
  reject(error: unknown): void
}

export interface Inbox {
  put(entry: Entry): void
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
  /** Ends the tick that runs; what waits is rejected with `why`. */
  close(why: unknown): Promise<void>
}

const mostInOneTick = 256

/** `run` answers the entries that it left for the next tick, and never rejects. */
export function createInbox(run: (entries: Entry[]) => Promise<readonly Entry[]>): Inbox {
  let waiting: Entry[] = []
  let running: Promise<void> | undefined
  let closed: { why: unknown } | undefined

  return {
    put(entry) {
      if (closed !== undefined) return entry.reject(closed.why)
      waiting.push(entry)
      running ??= runAll()
    },
    async idle() {
      while (running !== undefined) await running
    },
    async close(why) {
      closed = { why }
      await running
      for (const entry of waiting) entry.reject(why)
      waiting = []
    },
  }

  async function runAll(): Promise<void> {
    for (;;) {
      await nextTurn()
      if (waiting.length === 0 || closed !== undefined) break
      const leftOver = await run(takeTick())
      if (leftOver.length > 0) waiting = [...leftOver, ...waiting]
    }
    running = undefined
  }

  function takeTick(): Entry[] {
    const firstAlone = waiting.slice(0, mostInOneTick).findIndex((entry) => entry.alone)
    const size = firstAlone === -1 ? mostInOneTick : Math.max(1, firstAlone)
    return waiting.splice(0, size)
  }
}
