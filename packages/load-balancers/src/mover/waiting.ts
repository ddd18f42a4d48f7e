/** Waits for members: looks at once, and again whenever one of them changed or the deadline has come. */
import type { Registrations } from '../reconciler/registrations.ts'
import type { MemberName } from '../reconciler/rows.ts'
import type { Timers } from '../timers.ts'

/** `until`: look again then, though nothing was heard. Ms since the epoch. */
export type Verdict<Outcome> = { over: Outcome } | { note: string; until?: number }

export interface Waiting {
  registrations: Registrations
  now(): number
  timers: Timers
}

/** `awaited`: members, each with the generation that counts. Rejects with the signal's reason when it is aborted. `say` hears of every note, repeated ones too. */
export function waitFor<Outcome>(
  { registrations, now, timers }: Waiting,
  awaited: ReadonlyMap<MemberName, number>,
  judge: () => Verdict<Outcome>,
  say: (note: string) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let timer: unknown
    const leaves = [...awaited].map(([name, generation]) => registrations.watch(name, generation, look))
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    else look()

    function look(): void {
      timers.clearTimeout(timer)
      const verdict = judge()
      if ('over' in verdict) {
        leave()
        return resolve(verdict.over)
      }
      say(verdict.note)
      if (verdict.until !== undefined) timer = timers.setTimeout(look, Math.max(1, verdict.until - now()))
    }

    function abort(): void {
      leave()
      reject(signal.reason)
    }

    function leave(): void {
      timers.clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      leaves.forEach((stop) => stop())
    }
  })
}

/** Resolves after so long; rejects with the signal's reason when it is aborted. */
export function pause(timers: Timers, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const timer = timers.setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    const abort = () => {
      timers.clearTimeout(timer)
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
  })
}
