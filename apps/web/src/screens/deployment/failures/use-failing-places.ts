/** The hosts that the fleet is filtered to: those of one failure group, by their places. Undefined while there is no such filter. */
import type { FailureGroupInfo } from '@sluice/api/contracts'
import { useMemo } from 'react'
import { useViewParams } from '../view-params.ts'
import { useFailures, type Failing } from './use-failures.ts'

export interface FailingPlaces {
  places: ReadonlySet<number>
  group: FailureGroupInfo | undefined
}

export function useFailingPlaces(deployment: Failing): FailingPlaces | undefined {
  const { failure } = useViewParams()
  const { data } = useFailures(deployment)
  return useMemo(() => {
    if (failure === undefined || data === undefined) return undefined
    const group = data.groups.find(({ key }) => key === failure)
    return { places: new Set(group?.places), group }
  }, [failure, data])
}
