/**
 * Where users are. A deployment that moves them forward knows it from its own steps; one that sends them back began where
 * another had stopped, so there the load balancer is asked.
 */
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { useTargetGroups } from '../../../components/use-target-groups.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { sharesOfMembers, trafficShares } from '../blue-green-words.ts'
import type { TrafficShare } from '../blue-green-words.ts'
import { useFleetLabels } from '../fleet/use-fleet-labels.ts'

export interface SharesView {
  /** Undefined while it is not known. */
  shares: readonly TrafficShare[] | undefined
  /** Of this moment, whatever this deployment did. */
  isSeen: boolean
}

export function useTrafficShares(
  { targetGroupNames = [] }: DeploymentSummary,
  standing: BlueGreenStanding,
  fleet: Fleet | undefined,
): SharesView {
  const isOwn = standing.kind === 'forward' || standing.trafficMovedAt !== undefined
  const { groups } = useTargetGroups(isOwn ? [] : targetGroupNames)
  const labelOf = useFleetLabels(fleet)
  if (isOwn) return { shares: trafficShares(standing), isSeen: false }
  if (groups.length === 0 || fleet === undefined) return { shares: undefined, isSeen: true }
  const members = groups.flatMap(({ group }) => group.members)
  const sides = { B: 'original', G: 'replacement' } as const
  const placed = members.map(({ targetId, traffic, weight }) => {
    const label = labelOf(targetId)
    return { targetId, traffic, weight, side: label && sides[label] }
  })
  return { shares: sharesOfMembers(standing, placed), isSeen: true }
}
