/** How many lines match, in all and for each target and event: exact, however many pages of hits there are. */
import type { HitCount, LogSearchPage } from '@sluice/logs'
import type { OutputOf } from '../../operation.ts'
import type { searchDeploymentLog } from './contract.ts'

type Counts = NonNullable<OutputOf<typeof searchDeploymentLog>['counts']>

const mostTargets = 100

export function countsOf({ counts, isWhole }: LogSearchPage): Counts {
  const perTarget = summed(counts, ({ targetId }) => targetId)
  const shown = perTarget.slice(0, mostTargets).map(([targetId, lines]) => ({
    targetId,
    lines,
    events: counts.filter((one) => one.targetId === targetId).map(({ event, lines: own }) => ({ event, lines: own })),
  }))
  return {
    total: counts.reduce((sum, { lines }) => sum + lines, 0),
    targets: perTarget.length,
    perTarget: shown,
    perEvent: summed(counts, ({ event }) => event).map(([event, lines]) => ({ event, lines })),
    isWhole,
  }
}

/** The most first; the same number in the order of names. */
function summed(counts: readonly HitCount[], nameOf: (count: HitCount) => string): [name: string, lines: number][] {
  const sums = new Map<string, number>()
  for (const count of counts) sums.set(nameOf(count), (sums.get(nameOf(count)) ?? 0) + count.lines)
  return [...sums].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
}
