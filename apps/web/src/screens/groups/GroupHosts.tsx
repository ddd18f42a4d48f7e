/** Who runs what in the group right now: the spread, how the hosts stand, and the hosts one by one. Which drift and why, another card says. */
import type { DeploymentGroupInfo } from '@sluice/api/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { HealthSpread } from '../../components/HealthSpread.tsx'
import { RevisionSpread } from '../../components/RevisionSpread.tsx'
import { paths } from '../../paths.ts'
import { pagesOf } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { HostsTable } from './HostsTable.tsx'
import { whichHosts } from './tag-filter-words.ts'

export function GroupHosts({ info }: { info: DeploymentGroupInfo }) {
  const { applicationName, deploymentGroupName } = info
  const query = useInfiniteQuery(pagesOf('listGroupInstances', { applicationName, deploymentGroupName }))
  const pages = query.data?.pages ?? []
  const first = pages[0]
  const rows = pages.flatMap(({ instances }) => instances)
  const count = first?.total ?? info.matchingInstances.length
  return (
    <Card
      className="lg:col-span-2"
      title="Hosts"
      aside={`${count.toLocaleString('en')} ${count === 1 ? 'belongs' : 'belong'} to the group now`}
      state={query.error === null ? 'live' : 'error'}
    >
      <p className="text-sm text-muted [overflow-wrap:anywhere]">{whichHosts(info)}</p>
      {query.error !== null && (
        <ErrorRegion what="The hosts could not be loaded" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && (
        <Loading what="Loading the hosts…">
          <BoneRows rows={3} />
        </Loading>
      )}
      {first !== undefined && first.total === 0 && <NoHosts info={info} />}
      {first !== undefined && first.total > 0 && (
        <div className="mt-3 flex flex-col gap-3">
          <RevisionSpread spread={first.spread} total={first.total} />
          <HealthSpread health={first.health} />
          <HostsTable rows={rows} />
          {query.hasNextPage && (
            <div>
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Show more hosts
              </Button>
            </div>
          )}
        </div>
      )}
    </Card>
  )
}

function NoHosts({ info }: { info: DeploymentGroupInfo }) {
  if (info.deploymentStyle.deploymentType === 'BLUE_GREEN')
    return <p className="mt-2 text-sm text-muted">No host is there yet: the first deployment brings its own.</p>
  return (
    <p className="mt-2 text-sm text-ready-text">
      ◆ No registered host belongs to it. A deployment would fail at once.{' '}
      <Link className="link" to={paths.instances()}>
        See the instances and their tags
      </Link>
    </p>
  )
}
