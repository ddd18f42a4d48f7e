/** How many hosts of each side have which status: kept with every change of a status, never counted. */
import type { FleetStanding, TargetStatus } from '@sluice/model'
import { target, type Fleet } from './fleet.ts'
import { sideOf, type Side, type Sides } from './sides.ts'

export type Standings = Readonly<Record<Side, FleetStanding>>

export function standingsOf(total: number, { receiving }: Sides): Standings {
  return { receiving: allPending(receiving), leaving: allPending(total - receiving) }
}

export function changeStatus(
  { fleet, standings, sides }: { fleet: Fleet; standings: Standings; sides: Sides },
  host: number,
  to: Exclude<TargetStatus, 'Unknown'>,
): void {
  const standing = standings[sideOf(sides, host)]
  standing[keys[fleet.status[host] ?? 0] ?? 'pending'] -= 1
  fleet.status[host] = target[to]
  standing[keys[target[to]] ?? 'pending'] += 1
}

/** By the code of a status. */
const keys: readonly Exclude<keyof FleetStanding, 'total'>[] = [
  'pending',
  'inProgress',
  'succeeded',
  'failed',
  'skipped',
  'ready',
]

function allPending(total: number): FleetStanding {
  return { total, pending: total, inProgress: 0, ready: 0, succeeded: 0, failed: 0, skipped: 0 }
}
