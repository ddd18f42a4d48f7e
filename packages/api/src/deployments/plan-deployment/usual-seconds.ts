/**
 * How long one host usually takes, in seconds: the median over the waves of the group's last successes. Waves and not
 * hosts, because finished rows carry them and the cost does not grow with the fleet.
 */
import type { DeploymentGroup, DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import { lastSuccesses } from '../../queries/group-history.ts'

const successesLookedAt = 5

export async function usualSecondsPerHost(store: Store, group: DeploymentGroup): Promise<number | undefined> {
  const successes = await lastSuccesses(store, group, successesLookedAt)
  return median(successes.flatMap(waveSeconds))
}

function waveSeconds({ phases }: DeploymentSummary): number[] {
  return phases.flatMap(({ kind, waves = 1, startTime, endTime }) =>
    (kind === 'wave' || kind === 'zone') && startTime !== undefined && endTime !== undefined
      ? [(Date.parse(endTime) - Date.parse(startTime)) / 1000 / waves]
      : [],
  )
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2
}
