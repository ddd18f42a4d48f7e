/** The counters of a stage, kept by both sides of the engine: facts being drafted, and facts taken in. */
import type { DeploymentEvent } from '@sluice/model'
import type { FleetCounts } from '../minimum-healthy.ts'

export interface Counts extends FleetCounts {
  skipped: number
  /** Also those that were skipped: they stay what they were. */
  outOfService: number
  outInFlight: number
}

export function noCounts(total: number, outOfService = 0): Counts {
  return { total, pending: total, inFlight: 0, succeeded: 0, failed: 0, skipped: 0, outOfService, outInFlight: 0 }
}

/** The next host to start: hosts start strictly in the planned order, so those pending are always the tail of the stage. */
export function firstPending(counts: FleetCounts): number {
  return counts.total - counts.pending
}

/**
 * Takes in what a fact says about how many hosts are where. `placeOf` tells where a host stood just before it, `outOfService` which
 * hosts were so before the deployment started.
 */
export function count(
  counts: Counts,
  event: DeploymentEvent,
  placeOf: (host: number) => 'pending' | 'inFlight' | undefined,
  outOfService: ReadonlySet<number> = noHosts,
): void {
  countAll(counts, event, placeOf)
  if (outOfService.size === 0) return
  if (event.type === 'TargetsStarted')
    for (const host of event.targets) counts.outInFlight += outOfService.has(host) ? 1 : 0
  else if ((event.type === 'TargetSucceeded' || event.type === 'TargetFailed') && outOfService.has(event.target)) {
    counts.outInFlight -= 1
    counts.outOfService -= 1
  } else if (event.type === 'TargetsSkipped')
    for (const host of event.targets)
      if (outOfService.has(host) && placeOf(host) === 'inFlight') counts.outInFlight -= 1
}

const noHosts: ReadonlySet<number> = new Set()

function countAll(
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
