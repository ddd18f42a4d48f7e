/** What became of a revision, in a few words. */
import type { RevisionOverview } from '@sluice/api/contracts'

type Use = Pick<RevisionOverview, 'runsIn' | 'succeededIn' | 'firstUsedTime'>

export function usageText({ runsIn, succeededIn, firstUsedTime }: Use, groupCount: number): string {
  const succeeded = new Set([...runsIn, ...succeededIn]).size
  if (succeeded > 0) return `succeeded in ${succeeded} of ${groupCount === 1 ? '1 group' : `${groupCount} groups`}`
  return firstUsedTime === undefined ? 'never deployed' : 'deployed, never succeeded'
}
