/** Every host that the load balancers of this deployment know, asked for again while it is looked at. */
import type { DeploymentSummary } from '@sluice/model'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { MembersTable } from '../../../components/MembersTable.tsx'
import type { Fleet } from '../../../live/fleet.ts'
import { paths } from '../../../paths.ts'
import { op } from '../../../query/op.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { useTrafficReasons } from '../fleet/use-traffic-reasons.ts'
import { useViewParams } from '../view-params.ts'

const askAgainMs = 2000

interface TrafficPanelProps {
  deployment: DeploymentSummary
  fleet: Fleet | undefined
  targetGroups: readonly string[]
}

export function TrafficPanel({ deployment, fleet, targetGroups }: TrafficPanelProps) {
  const { fleet: onlyFleet } = useViewParams()
  const list = useQuery(op('listLoadBalancers', {}))
  const names = (list.data?.loadBalancers ?? [])
    .filter((balancer) => balancer.targetGroups.some(({ name }) => targetGroups.includes(name)))
    .map((balancer) => balancer.name)
  const balancers = useQueries({
    queries: names.map((name) => ({ ...op('getLoadBalancer', { name }), refetchInterval: askAgainMs })),
  })
  const reasons = useTrafficReasons(deployment.deploymentId, fleet)
  const labels = fleet?.labels
  const labelOf = (targetId: string) => labels?.[fleet?.names.indexOf(targetId) ?? -1]
  const failure = list.error ?? balancers.find((query) => query.error !== null)?.error ?? null
  const isLoading = list.isPending || balancers.some((query) => query.isPending && query.error === null)
  return (
    <div
      tabIndex={0}
      data-state={failure === null ? 'live' : 'error'}
      className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
    >
      {failure !== null && (
        <ErrorRegion
          what="The load balancer could not be asked"
          error={failure}
          stillWorks="The deployment goes on."
          onRetry={() => void list.refetch()}
        />
      )}
      {isLoading && (
        <Loading what="Asking the load balancer…">
          <BoneRows rows={4} />
        </Loading>
      )}
      {balancers.map(({ data }) =>
        data?.targetGroups
          .filter((group) => targetGroups.includes(group.name))
          .map((group) => (
            <section key={`${data.loadBalancer.name}/${group.name}`} className="pb-3">
              <h3 className="flex flex-wrap items-baseline gap-x-2 px-3.5 pt-3 pb-1">
                <b className="font-semibold">{group.name}</b>
                <Link className="link text-xs" to={paths.loadBalancer(data.loadBalancer.name)}>
                  of {data.loadBalancer.name}
                </Link>
                {data.trouble !== undefined && <span className="text-xs text-ready-text">◆ {data.trouble}</span>}
              </h3>
              {group.members.length === 0 ? (
                <p className="px-3.5 text-sm text-muted">No host is registered here now.</p>
              ) : (
                <MembersTable
                  label={`Members of ${group.name}`}
                  members={group.members.filter(
                    ({ targetId }) =>
                      onlyFleet === undefined || labels === undefined || labelOf(targetId) === onlyFleet,
                  )}
                  fleetOf={labels === undefined ? undefined : labelOf}
                  reasonOf={(targetId) => reasons.get(targetId)}
                />
              )}
            </section>
          )),
      )}
    </div>
  )
}
