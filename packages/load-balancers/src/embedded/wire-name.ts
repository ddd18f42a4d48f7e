/** One process serves the balancers of all accounts: on the wire, and in its files, a name says whose it is. */
import type { AccountId } from '@sluice/model'
import { createHash } from 'node:crypto'

const longestName = 100

export function wireNameOf(accountId: AccountId, name: string): string {
  const whole = `${accountId}+${name}`
  return whole.length <= longestName ? whole : `${accountId}+${createHash('sha256').update(name).digest('hex')}`
}
