/** Which share of the users each host gets, by what a balancer was seen doing. */
import type { ObservedMember } from '@sluice/model'

/** Of all production traffic, 0 to 1 by host; those that get none are missing. Only healthy hosts get users, by their weights. */
export function sideShares(
  members: readonly Pick<ObservedMember, 'targetId' | 'traffic' | 'weight' | 'health'>[],
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  let total = 0
  for (const { targetId, traffic, weight, health } of members) {
    if (traffic !== 'production' || health.state !== 'healthy' || weight === 0) continue
    weights.set(targetId, (weights.get(targetId) ?? 0) + weight)
    total += weight
  }
  return new Map([...weights].map(([targetId, weight]) => [targetId, weight / total]))
}

/** What a side gets together, 0 to 1. */
export function shareOf(shares: ReadonlyMap<string, number>, targetIds: readonly string[]): number {
  return targetIds.reduce((sum, targetId) => sum + (shares.get(targetId) ?? 0), 0)
}
