/** The counters of a stage, kept by both sides of the engine: facts being drafted, and facts taken in. */
import type { DeploymentEvent } from '@sluice/model'
import type { FleetCounts } from '../minimum-healthy.ts'

export interface Counts extends FleetCounts {
  skipped: number
}

export function noCounts(total: number): Counts {
  return { total, pending: total, inFlight: 0, succeeded: 0, failed: 0, skipped: 0 }
}

/** The next host to start: hosts start strictly in the planned order, so those pending are always the tail of the stage. */
export function firstPending(counts: FleetCounts): number {
  return counts.total - counts.pending
}

/** Takes in what a fact says about how many hosts are where. `placeOf` tells where a host stood just before it. */
export function count(
  counts: Counts,
  event: DeploymentEvent,
  placeOf: (host: number) => 'pending' | 'inFlight' | undefined,
): void {
  if (event.type === 'TargetsStarted') {
    counts.pending -= event.targets.length
    counts.inFlight += event.targets.length
  } else if (event.type === 'TargetSucceeded' || event.type === 'TargetReady') {
    counts.inFlight -= 1
    counts.succeeded += 1
  } else if (event.type === 'TargetFailed') {
    counts.inFlight -= 1
    counts.failed += 1
  } else if (event.type === 'TargetsSkipped') {
    for (const host of event.targets) {
      const place = placeOf(host)
      if (place === undefined) continue
      counts[place] -= 1
      counts.skipped += 1
    }
  }
}
