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
    if (known !== undefined && now() - known.lastAt < rememberedMs) return known
    const entry = { failures: 0, lastAt: now(), underWay: 0 }
    entries.delete(key)
    entries.set(key, entry)
    const [oldest] = entries.keys()
    if (entries.size > mostEntries && oldest !== undefined) entries.delete(oldest)
    return entry
  }

  const openAt = ({ failures, lastAt }: Entry, free: number): number =>
    failures < free ? 0 : lastAt + Math.min(longestWaitMs, 1000 * 2 ** (failures - free))

  function count(key: string): void {
    const entry = entryOf(key)
    entry.failures += 1
    entry.lastAt = now()
    entry.underWay = Math.max(0, entry.underWay - 1)
  }

  return {
    refuseIfClosed(email, address) {
      const pair = entryOf(pairKey(email, address))
      const waitMs =
        Math.max(openAt(pair, freeFailures.pair), openAt(entryOf(addressKey(address)), freeFailures.address)) - now()
      if (waitMs > 0) return tooMany(Math.ceil(waitMs / 1000))
      if (email === '') return undefined
      if (pair.underWay >= mostAtOnce && now() - pair.lastAt < 10_000) return tooMany(10)
      pair.underWay += 1
      return undefined
    },
    failed(email, address) {
      count(pairKey(email, address))
      count(addressKey(address))
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
