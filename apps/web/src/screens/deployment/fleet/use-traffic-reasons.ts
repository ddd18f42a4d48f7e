/**
 * What the balancer says of hosts whose traffic is being moved: "still 3 open requests", "HTTP 503 from /health". Rows of
 * the fleet carry no words, so the full records of these few are asked for while it lasts.
 */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { currentEvent, statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { op } from '../../../query/op.ts'

/** As many as one request answers. */
const mostAsked = 25
/** What the balancer says changes without a change of the host's row. */
export const askAgainMs = 2000

export function useTrafficReasons(deploymentId: string, fleet: Fleet | undefined): ReadonlyMap<string, string> {
  const moving = fleet === undefined ? '' : hostsInTraffic(fleet).slice(0, mostAsked).join('\n')
  const targetIds = useMemo(() => (moving === '' ? [] : moving.split('\n')), [moving])
  const { data } = useQuery({
    ...op('batchGetDeploymentTargets', { deploymentId, targetIds }),
    enabled: targetIds.length > 0,
    refetchInterval: askAgainMs,
  })
  return useMemo(() => {
    const records = data?.deploymentTargets.map((target) => target.instanceTarget) ?? []
    return new Map(
      records.flatMap(({ targetId, statusReason }) =>
        statusReason === undefined || !targetIds.includes(targetId) ? [] : [[targetId, statusReason] as const],
      ),
    )
  }, [data, targetIds])
}

/** Names of the hosts that block or allow traffic right now. */
export function hostsInTraffic(fleet: Fleet): string[] {
  const isMoving = (event: string | undefined) => event === 'BlockTraffic' || event === 'AllowTraffic'
  return fleet.names.filter(
    (_, index) =>
      statusOf(fleet, index) === 'InProgress' && isMoving(fleet.events[currentEvent(fleet.steps[index] ?? '')]),
  )
}
