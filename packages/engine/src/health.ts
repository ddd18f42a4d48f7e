/** The health gauge: hosts serving, being updated and failed, against those that must stay healthy. */
import type { HealthGauge, StopConsequences } from '@sluice/model'
import { hasEnded, type Deployment } from './deployment/deployment-state.ts'
import { blueGreenHealth, blueGreenStopConsequences } from './strategies/blue-green/health.ts'
import { failuresLeftOf } from './strategies/in-place/zone-words.ts'

export function healthOf(deployment: Deployment): HealthGauge {
  if (deployment.progress !== undefined) return blueGreenHealth(deployment)
  const { counts, minimum, leftPartWay, leftPartWayOut } = deployment
  const { total, failed, inFlight, outInFlight } = counts
  const out = counts.outOfService - outInFlight - leftPartWayOut
  return {
    total,
    minimum: Math.min(minimum, total),
    serving: total - inFlight - failed - leftPartWay - out,
    updating: inFlight,
    failed,
    failuresLeft: hasEnded(deployment) ? 0 : failuresLeftOf(deployment),
    ...(out > 0 && { outOfService: out }),
  }
}

/** What a stop would mean now; after the end, what it meant. */
export function stopConsequencesOf(deployment: Deployment): StopConsequences {
  if (deployment.progress !== undefined) return blueGreenStopConsequences(deployment)
  const { counts, leftPartWay } = deployment
  return {
    leftPartWay: counts.inFlight + leftPartWay,
    updated: counts.succeeded,
    untouched: counts.pending + counts.skipped - leftPartWay,
  }
}
