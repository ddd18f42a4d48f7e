/**
 * Guessing gets slower (A26): after a few failures each further one doubles the wait, for one address trying one e-mail,
 * and, later, for one address trying many. In memory: a restart forgives. A right password from elsewhere is not locked out.
 */
import { refusal, type Refusal } from '@sluice/model'

export interface SignInGate {
  /** Call before the password is looked at, and one of the other two after. */
  refuseIfClosed(email: string, address: string): Refusal | undefined
  failed(email: string, address: string): void
  succeeded(email: string, address: string): void
}

const freeFailures = { pair: 5, address: 30 }
const longestWaitMs = 15 * 60_000
/** Without a further failure it is forgotten after this. */
const rememberedMs = 60 * 60_000
/** Attempts whose answer is not known yet; more at once is no person. */
const mostAtOnce = 10
/** An attempt that was never answered is over after this. */
const underWayMs = 10_000
const mostEntries = 10_000

interface Entry {
  failures: number
  lastAt: number
  underWay: number
}

export function createSignInGate(now: () => number): SignInGate {
  const entries = new Map<string, Entry>()

  function entryOf(key: string): Entry {
    const known = entries.get(key)
    return known !== undefined && now() - known.lastAt < rememberedMs ? known : { failures: 0, lastAt: 0, underWay: 0 }
  }

  /** The oldest go first. Asking alone is kept nowhere, so whoever is shut out cannot push out what is known of them. */
  function keep(key: string, entry: Entry): void {
    entries.delete(key)
    entries.set(key, { ...entry, lastAt: now() })
    const [oldest] = entries.keys()
    if (entries.size > mostEntries && oldest !== undefined) entries.delete(oldest)
  }

  function opensAt(key: string, free: number): number {
    const { failures, lastAt } = entryOf(key)
    return failures < free ? 0 : lastAt + Math.min(longestWaitMs, 1000 * 2 ** (failures - free))
  }

  function countFailure(key: string): void {
    const { failures, lastAt, underWay } = entryOf(key)
    keep(key, { failures: failures + 1, lastAt, underWay: Math.max(0, underWay - 1) })
  }

  return {
    refuseIfClosed(email, address) {
      const pair = pairKey(email, address)
      const opens = Math.max(opensAt(pair, freeFailures.pair), opensAt(addressKey(address), freeFailures.address))
      if (opens > now()) return tooMany(Math.ceil((opens - now()) / 1000))
      // A one-time link is nothing that is guessed.
      if (email === '') return undefined
      const entry = entryOf(pair)
      const isForgotten = now() - entry.lastAt > underWayMs
      if (!isForgotten && entry.underWay >= mostAtOnce) return tooMany(underWayMs / 1000)
      keep(pair, { ...entry, underWay: isForgotten ? 1 : entry.underWay + 1 })
      return undefined
    },
    failed(email, address) {
      countFailure(pairKey(email, address))
      countFailure(addressKey(address))
    },
    succeeded: (email, address) => void entries.delete(pairKey(email, address)),
  }
}

const pairKey = (email: string, address: string): string => `${address} ${email.toLowerCase().slice(0, 254)}`
const addressKey = (address: string): string => address

const tooMany = (seconds: number): Refusal =>
  refusal(
    'TooManyRequests',
    `Too many attempts that failed. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  )
