/** What the server says of a fleet, for tests of what shows it. */
import type { FleetPreview } from '@sluice/model'

export function aPreview(fleetSize: number, parallel: number): FleetPreview {
  const count = Math.ceil(fleetSize / parallel)
  const steps = Array.from({ length: Math.min(count, 12) }, () => parallel)
  return {
    fleetSize,
    minimum: fleetSize - parallel,
    parallel,
    failureBudget: parallel - 1,
    waves: { count, size: parallel, lastSize: fleetSize - (count - 1) * parallel, steps },
    sentence: `${fleetSize} hosts, ${parallel} at a time.`,
  }
}

export function neverStarting(fleetSize: number): FleetPreview {
  const message = `50 % of ${fleetSize} host rounds up to ${fleetSize} that must stay healthy.`
  return {
    ...aPreview(fleetSize, fleetSize),
    parallel: 0,
    failureBudget: 0,
    waves: { count: 0, size: 0, lastSize: 0, steps: [] },
    failsAtOnce: { code: 'HEALTH_CONSTRAINTS_INVALID', message },
    wayOut: 'Only a minimum of 0 starts with 1 host; this one from 2 hosts on.',
    sentence: `It would fail at once. ${message}`,
  }
}
