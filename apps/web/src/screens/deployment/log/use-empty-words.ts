/** What stands in the window of a log that shows no line, and why there is none. */
import { useQuery } from '@tanstack/react-query'
import { op } from '../../../query/op.ts'
import { fullTime, useZone } from '../../../ui/time-format.ts'

interface Emptiness {
  isOver: boolean
  /** Not a single line is stored. */
  isEmpty: boolean
  onlyHits: boolean
}

/** A log that was removed is not taken for one that never was. */
export function useEmptyWords(deploymentId: string, { isOver, isEmpty, onlyHits }: Emptiness): string {
  const zone = useZone()
  const asked = useQuery({ ...op('getDeploymentLog', { deploymentId, limit: 1 }), enabled: isOver && isEmpty })
  if (onlyHits) return 'No line matches what you search for.'
  if (!isEmpty) return 'No line that is loaded passes these filters.'
  if (asked.data?.removedTime !== undefined)
    return `The log of this deployment was removed on ${fullTime(Date.parse(asked.data.removedTime), zone)} (kept ${asked.data.keptDays} days).`
  return isOver ? 'No line was written.' : 'No line yet. Lines appear as soon as a script writes one.'
}
