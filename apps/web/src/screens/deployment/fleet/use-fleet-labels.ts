/** To which fleet of a blue/green deployment a host belongs, found by its name. */
import { useMemo } from 'react'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'

export function useFleetLabels(fleet: Fleet | undefined): (targetId: string) => FleetLabel | undefined {
  const { names, labels } = fleet ?? {}
  return useMemo(() => {
    const byName = new Map(names?.map((name, index) => [name, labels?.[index]]))
    return (targetId) => byName.get(targetId)
  }, [names, labels])
}
