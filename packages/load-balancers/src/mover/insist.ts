/** A commit that failed is no reason to let a deployment wait until its clock ends it: it is tried again until it is done. */
import type { Timers } from '../timers.ts'
import { pause } from './waiting.ts'

/** Rejects only with the signal's reason, when it is aborted. */
export type Insist = <Answer>(signal: AbortSignal, ask: () => Promise<Answer>) => Promise<Answer>

const againFirstMs = 250
const againMostMs = 5000

export function createInsist(timers: Timers, fault: (error: unknown) => void): Insist {
  return async (signal, ask) => {
    for (let wait = againFirstMs; ; wait = Math.min(againMostMs, wait * 2)) {
      signal.throwIfAborted()
      try {
        return await ask()
      } catch (error) {
        fault(error)
        await pause(timers, wait, signal)
      }
    }
  }
}
