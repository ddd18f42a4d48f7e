/** The hosts that users reach through this group's target groups, as their load balancer sees them. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { MissingTargetGroups } from '../../components/MissingTargetGroups.tsx'
import { TargetGroupMembers } from '../../components/TargetGroupMembers.tsx'
import { useTargetGroups } from '../../components/use-target-groups.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'

export function Behind({ info }: { info: DeploymentGroupInfo }) {
  const names = info.loadBalancerInfo?.targetGroupInfoList.map(({ name }) => name) ?? []
  const { groups, missing, isLoading, error, retry } = useTargetGroups(names)
  if (names.length === 0) return null
  return (
    <Card
      className="lg:col-span-2"
      title="Behind the load balancer"
      aside={info.targetRevisionName === undefined ? undefined : `runs ${info.targetRevisionName}`}
      state={error === null ? 'live' : 'error'}
      bodyClassName="min-h-24"
    >
      {error !== null && <ErrorRegion what="The load balancer could not be asked" error={error} onRetry={retry} />}
      {isLoading && (
        <Loading what="Asking the load balancer…">
          <BoneRows rows={3} />
        </Loading>
      )}
      <MissingTargetGroups names={missing} />
      {groups.map((shown) => (
        <TargetGroupMembers key={`${shown.loadBalancerName}/${shown.group.name}`} shown={shown} />
      ))}
    </Card>
  )
}
