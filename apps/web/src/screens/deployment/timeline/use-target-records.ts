/** The records of the places of the fleet that are in sight. */
import { useEffect, useState } from 'react'
import type { Fleet } from '../../../live/fleet.ts'
import { api } from '../../../query/client.ts'
import { useStore } from '../../../ui/store.ts'
import { createRecords } from './target-records.ts'
import type { Records } from './target-records.ts'

export function useTargetRecords(
  deploymentId: string,
  fleet: Fleet,
  places: readonly number[],
): { records: Records; error: Error | undefined } {
  const [records] = useState(() => createRecords((targetIds) => load(deploymentId, targetIds)))
  useStore(records.answers)
  const error = useStore(records.error)
  useEffect(() => {
    records.want(places.map((place) => ({ targetId: fleet.names[place] ?? '', mark: markOf(fleet, place) })))
  })
  return { records, error }
}

async function load(deploymentId: string, targetIds: string[]) {
  const { deploymentTargets } = await api.call('batchGetDeploymentTargets', { deploymentId, targetIds })
  return deploymentTargets.map(({ instanceTarget }) => instanceTarget)
}

const markOf = (fleet: Fleet, place: number): string =>
  `${fleet.status[place]} ${fleet.steps[place]} ${fleet.ended[place]}`
