/** What was seen of a balancer, with its members by their keys, and which of them changed since it was seen before. */
import type { ObservedBalancer, ObservedMember } from '@sluice/model'
import { memberKey } from './rows.ts'

export interface Seen {
  observed: ObservedBalancer
  at: number
  members: ReadonlyMap<string, ObservedMember>
}

export interface SeenChange {
  members: string[]
  /** Health or registration, not only requests that come and go. */
  isWorthTelling: boolean
}

export function seeBalancer(accountId: string, observed: ObservedBalancer, at: number): Seen {
  const members = new Map<string, ObservedMember>()
  for (const { name, members: ofGroup } of observed.targetGroups)
    for (const member of ofGroup)
      members.set(memberKey({ accountId, targetGroupName: name, targetId: member.targetId }), member)
  return { observed, at, members }
}

export function changesBetween(before: Seen | undefined, after: Seen): SeenChange {
  const change: SeenChange = { members: [], isWorthTelling: listenersOf(before) !== listenersOf(after) }
  for (const [key, member] of after.members) {
    const known = before?.members.get(key)
    if (known !== undefined && known.open === member.open && isSame(known, member)) continue
    change.members.push(key)
    change.isWorthTelling ||= known === undefined || !isSame(known, member)
  }
  for (const key of before?.members.keys() ?? []) {
    if (after.members.has(key)) continue
    change.members.push(key)
    change.isWorthTelling = true
  }
  return change
}

function isSame(one: ObservedMember, other: ObservedMember): boolean {
  return (
    one.traffic === other.traffic &&
    one.weight === other.weight &&
    one.address === other.address &&
    one.port === other.port &&
    one.health.state === other.health.state &&
    one.health.reason === other.health.reason
  )
}

const listenersOf = (seen: Seen | undefined): string => JSON.stringify(seen?.observed.listeners)
