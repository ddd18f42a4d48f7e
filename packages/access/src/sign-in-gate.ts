/**
 * Guessing gets slower: after five failures for an account from an address (or twenty from an address) the next try waits,
 * twice as long each time, up to fifteen minutes. In memory; a restart forgets it (A26).
 */
import { type Refusal, refusal } from '@sluice/model'

export interface SignInGate {
  /** Why this try is not even looked at, with the time to wait; undefined when it is. */
  refuseIfClosed(email: string, address: string): Refusal | undefined
  failed(email: string, address: string): void
  succeeded(email: string, address: string): void
}

interface Failures {
  count: number
  closedUntil: number
}

const freeTries = { account: 5, address: 20 }
const firstWaitMs = 1000
const longestWaitMs = 15 * 60_000
/** Entries kept at most; the oldest go first, so that a flood of names costs no memory. */
const most = 10_000

export function createSignInGate(now: () => number): SignInGate {
  const failures = new Map<string, Failures>()
  const keysOf = (email: string, address: string) =>
    [
      [`account ${email} ${address}`, freeTries.account],
      [`address ${address}`, freeTries.address],
    ] as const

  const fail = (key: string, free: number) => {
    const count = (failures.get(key)?.count ?? 0) + 1
    const wait = count < free ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(count - free, 30))
    failures.delete(key)
    failures.set(key, { count, closedUntil: now() + wait })
    const [oldest] = failures.keys()
    if (failures.size > most && oldest !== undefined) failures.delete(oldest)
  }

  return {
    refuseIfClosed(email, address) {
      const until = Math.max(...keysOf(email, address).map(([key]) => failures.get(key)?.closedUntil ?? 0))
      const seconds = Math.ceil((until - now()) / 1000)
      if (seconds <= 0) return undefined
      return refusal('TooManyRequests', `Too many failed attempts. Try again in ${waitText(seconds)}.`)
    },
    failed: (email, address) => keysOf(email, address).forEach(([key, free]) => fail(key, free)),
    succeeded: (email, address) => void failures.delete(`account ${email} ${address}`),
  }
}

const waitText = (seconds: number): string => (seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`)
