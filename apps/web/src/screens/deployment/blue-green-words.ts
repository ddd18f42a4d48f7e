/** What a blue/green deployment means for users, in words. Counts are of hosts. */
import type { BlueGreenStanding, FleetStanding } from '@sluice/model'

export type FleetSide = 'original' | 'replacement'

/** The fleet that gets the users; the other one gives them away. */
export const receivingSide = ({ kind }: Pick<BlueGreenStanding, 'kind'>): FleetSide =>
  kind === 'forward' ? 'replacement' : 'original'

export interface TrafficShare {
  side: FleetSide
  total: number
  /** Hosts of this fleet that have users. */
  serving: number
  /** Of all users, when each host that has some gets the same share. */
  percent: number
}

/** Original first, always: left is blue, right is green. */
export function trafficShares(standing: BlueGreenStanding): [TrafficShare, TrafficShare] {
  const receiving = receivingSide(standing)
  const serving = (side: FleetSide, fleet: FleetStanding) =>
    side === receiving ? standing.rerouted : Math.max(0, fleet.total - standing.blocked)
  const counts = {
    original: serving('original', standing.original),
    replacement: serving('replacement', standing.replacement),
  }
  const all = counts.original + counts.replacement
  const share = (side: FleetSide): TrafficShare => ({
    side,
    total: standing[side].total,
    serving: counts[side],
    percent: all === 0 ? 0 : Math.round((100 * counts[side]) / all),
  })
  const original = share('original')
  const replacement = share('replacement')
  return [original, all === 0 ? replacement : { ...replacement, percent: 100 - original.percent }]
}

/** "3 of 4 hosts have users" */
export function servingWords({ serving, total }: TrafficShare): string {
  if (total === 0) return 'no hosts'
  const hosts = total === 1 ? 'host' : 'hosts'
  return serving === 0
    ? `none of ${total} ${hosts} has users`
    : `${serving} of ${total} ${hosts} ${serving === 1 ? 'has' : 'have'} users`
}
