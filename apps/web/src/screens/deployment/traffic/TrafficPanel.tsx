/** Every host that the load balancers of this deployment know, with what they say of it. */
import type { DeploymentSummary } from '@sluice/model'
import { MissingTargetGroups } from '../../../components/MissingTargetGroups.tsx'
import { TargetGroupMembers } from '../../../components/TargetGroupMembers.tsx'
import { useTargetGroups } from '../../../components/use-target-groups.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { useFleetLabels } from '../fleet/use-fleet-labels.ts'
import { useTrafficReasons } from '../fleet/use-traffic-reasons.ts'
import { useViewParams } from '../view-params.ts'

interface TrafficPanelProps {
  deployment: DeploymentSummary
  fleet: Fleet | undefined
  targetGroups: readonly string[]
}

export function TrafficPanel({ deployment, fleet, targetGroups }: TrafficPanelProps) {
  const { fleet: onlyFleet } = useViewParams()
  const { groups, missing, isLoading, error, retry } = useTargetGroups(targetGroups)
  const reasons = useTrafficReasons(deployment.deploymentId, fleet)
  const labels = fleet?.labels
  const labelOf = useFleetLabels(fleet)
  const isNarrowed = onlyFleet !== undefined && labels !== undefined
  return (
    <div
      tabIndex={0}
      data-state={error === null ? 'live' : 'error'}
      className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
    >
      <h2 className="sr-only">Hosts of the target groups</h2>
      {error !== null && (
        <ErrorRegion
          what="The load balancer could not be asked"
          error={error}
          stillWorks="The deployment goes on."
          onRetry={retry}
        />
      )}
      {isLoading && (
        <Loading what="Asking the load balancer…">
          <BoneRows rows={4} />
        </Loading>
      )}
      <MissingTargetGroups names={missing} />
      {groups.map((shown) => (
        <TargetGroupMembers
          key={`${shown.loadBalancerName}/${shown.group.name}`}
          shown={shown}
          isShown={(targetId) => !isNarrowed || labelOf(targetId) === onlyFleet}
          fleetOf={labels === undefined ? undefined : labelOf}
          reasonOf={(targetId) => reasons.get(targetId)}
        />
      ))}
    </div>
  )
}
