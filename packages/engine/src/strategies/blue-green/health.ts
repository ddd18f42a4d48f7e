/** The health gauge and the consequences of a stop for two fleets. */
import type { HealthGauge, StopConsequences } from '@sluice/model'
import { hasEnded, isDraining, type Deployment } from '../../deployment/deployment-state.ts'
import { failuresLeft } from '../../minimum-healthy.ts'

/** Of the fleet that is made ready or gets the users; its pending hosts serve nobody yet. */
export function blueGreenHealth(deployment: Deployment): HealthGauge {
  const { counts, minimum, stage, standings } = deployment
  if (stage.name === 'block') {
    const { total, succeeded, failed } = standings.receiving
    return { total, minimum: succeeded, serving: succeeded, updating: 0, failed, failuresLeft: 0 }
  }
  const isOver = hasEnded(deployment) || isDraining(deployment)
  return {
    total: counts.total,
    minimum: Math.min(minimum, counts.total),
    serving: counts.succeeded,
    updating: counts.inFlight,
    failed: counts.failed,
    failuresLeft: isOver ? 0 : failuresLeft(counts, minimum),
  }
}

/** Hosts that are ready stay part-way: installed, without users. */
export function blueGreenStopConsequences({ standings, leftPartWay }: Deployment): StopConsequences {
  const { receiving, leaving } = standings
  const partWay = receiving.inProgress + leaving.inProgress + receiving.ready + leftPartWay
  const updated = receiving.succeeded + leaving.succeeded
  const ended = receiving.failed + leaving.failed
  return { leftPartWay: partWay, updated, untouched: receiving.total + leaving.total - partWay - updated - ended }
}
