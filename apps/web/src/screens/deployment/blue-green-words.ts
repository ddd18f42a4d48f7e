/** What a blue/green deployment means for users, in words. Counts are of hosts. */
import type { BlueGreenStanding, FleetStanding, MemberTraffic } from '@sluice/model'

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

/**
 * Original first, always: left is blue, right is green. From what this deployment did, which is all there is to know only
 * while it moves users forward.
 */
export function trafficShares(standing: BlueGreenStanding): [TrafficShare, TrafficShare] {
  const receiving = receivingSide(standing)
  const serving = (side: FleetSide, fleet: FleetStanding) =>
    side === receiving ? standing.rerouted : Math.max(0, fleet.total - standing.blocked)
  const counts = {
    original: serving('original', standing.original),
    replacement: serving('replacement', standing.replacement),
  }
  return sharesOf(standing, counts, counts)
}

/** A host at the load balancer, and the fleet it belongs to. */
export interface ServingMember {
  targetId: string
  side: FleetSide | undefined
  traffic: MemberTraffic
  weight: number
}

/** From who is registered: true whatever moved the users before this deployment began. */
export function sharesOfMembers(
  standing: BlueGreenStanding,
  members: readonly ServingMember[],
): [TrafficShare, TrafficShare] {
  const serving = members.filter(({ traffic, weight }) => traffic === 'production' && weight > 0)
  const of = (side: FleetSide) => serving.filter((member) => member.side === side)
  const hosts = (side: FleetSide) => new Set(of(side).map(({ targetId }) => targetId)).size
  const weight = (side: FleetSide) => of(side).reduce((sum, member) => sum + member.weight, 0)
  return sharesOf(
    standing,
    { original: hosts('original'), replacement: hosts('replacement') },
    { original: weight('original'), replacement: weight('replacement') },
  )
}

type PerSide = Record<FleetSide, number>

function sharesOf(standing: BlueGreenStanding, serving: PerSide, weight: PerSide): [TrafficShare, TrafficShare] {
  const all = weight.original + weight.replacement
  const share = (side: FleetSide): TrafficShare => ({
    side,
    total: standing[side].total,
    serving: serving[side],
    percent: all === 0 ? 0 : Math.round((100 * weight[side]) / all),
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
