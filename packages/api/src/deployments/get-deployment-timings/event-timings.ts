/** The shape of each lifecycle event over the hosts of a deployment: how many, median, 95th of a hundred, the longest, who stands out. */
import type { DeploymentTarget, LifecycleEvent, LifecycleEventName } from '@sluice/model'
import type { EventTiming } from './contract.ts'

interface Took {
  targetId: string
  took: number
}

export type Usual = ReadonlyMap<LifecycleEventName, number>

const mostSlowest = 5

export function eventTimings(
  names: readonly LifecycleEventName[],
  targets: readonly DeploymentTarget[],
  usual: Usual,
): EventTiming[] {
  return names.map((name) => timingOf(name, targets, usual.get(name)))
}

function timingOf(
  lifecycleEventName: LifecycleEventName,
  targets: readonly DeploymentTarget[],
  usual: number | undefined,
): EventTiming {
  const runs = targets.flatMap(({ targetId, lifecycleEvents }) => {
    const event = lifecycleEvents.find((one) => one.lifecycleEventName === lifecycleEventName)
    return event === undefined ? [] : [{ targetId, event, took: tookOf(event) }]
  })
  const ended = runs.filter((run): run is typeof run & Took => run.took !== undefined)
  const sorted = ended.toSorted((a, b) => a.took - b.took)
  const p50 = percentile(sorted, 50)
  const outlierFrom = outlierFromOf(sorted, p50)
  return {
    lifecycleEventName,
    ended: ended.length,
    failed: runs.filter(({ event }) => event.status === 'Failed').length,
    running: runs.filter(({ event }) => event.status === 'InProgress').length,
    ...known('p50', p50),
    ...known('p95', percentile(sorted, 95)),
    ...known('max', sorted.at(-1)?.took),
    ...known('usual', usual),
    slowerThanUsual: isSlower(p50, usual),
    ...known('outlierFrom', outlierFrom),
    outliers: outlierFrom === undefined ? 0 : sorted.filter(({ took }) => took >= outlierFrom).length,
    slowest: sorted
      .slice(-mostSlowest)
      .toReversed()
      .map(({ targetId, took }) => ({ targetId, took })),
  }
}

/** Milliseconds; undefined unless it ran to an end. */
export function tookOf({ status, startTime, endTime }: LifecycleEvent): number | undefined {
  if (status !== 'Succeeded' && status !== 'Failed') return undefined
  if (startTime === undefined || endTime === undefined) return undefined
  return Math.max(0, Date.parse(endTime) - Date.parse(startTime))
}

/** The smallest duration that `percent` of a hundred hosts did not exceed (nearest rank). `sorted` ascends. */
export function percentile(sorted: readonly { took: number }[], percent: number): number | undefined {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]?.took
}

/** Design, section 4, A2: over one and a half times. Less than a second more is no difference that anybody feels. */
const slowerFactor = 1.5
const leastDifferenceMs = 1000

function isSlower(p50: number | undefined, usual: number | undefined): boolean {
  if (p50 === undefined || usual === undefined) return false
  return p50 > usual * slowerFactor && p50 - usual >= leastDifferenceMs
}

const outlierFactor = 2
const fewestToCompare = 4

/** Twice the median, and felt. */
function outlierFromOf(sorted: readonly Took[], p50: number | undefined): number | undefined {
  if (p50 === undefined || sorted.length < fewestToCompare) return undefined
  return Math.max(p50 * outlierFactor, p50 + leastDifferenceMs)
}

const known = <Key extends string>(key: Key, value: number | undefined): Partial<Record<Key, number>> =>
  value === undefined ? {} : ({ [key]: value } as Record<Key, number>)
