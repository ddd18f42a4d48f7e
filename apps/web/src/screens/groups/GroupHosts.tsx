/** Who runs what in the group right now: the spread, the hosts one by one, and the way to those that missed the last deployment. */
import type { DeploymentGroupInfo, Output } from '@sluice/api/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { HealthSpread } from '../../components/HealthSpread.tsx'
import { RevisionSpread } from '../../components/RevisionSpread.tsx'
import { paths } from '../../paths.ts'
import { pagesOf } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, GoButton } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { HostsTable } from './HostsTable.tsx'
import { whichHosts } from './tag-filter-words.ts'

type Hosts = Output<'listGroupInstances'>

export function GroupHosts({ info }: { info: DeploymentGroupInfo }) {
  const { applicationName, deploymentGroupName } = info
  const [onlyBehind, setOnlyBehind] = useState(false)
  const query = useInfiniteQuery(
    pagesOf('listGroupInstances', { applicationName, deploymentGroupName, ...(onlyBehind && { onlyBehind }) }),
  )
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
          <Drift info={info} hosts={first} onlyBehind={onlyBehind} onShow={setOnlyBehind} />
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

interface DriftProps {
  info: DeploymentGroupInfo
  hosts: Hosts
  onlyBehind: boolean
  onShow: (onlyBehind: boolean) => void
}

function Drift({ info, hosts, onlyBehind, onShow }: DriftProps) {
  const { behind, total, current } = hosts
  const mayDeploy = useMay('createDeployment')
  if (current === undefined) return <p className="text-sm text-muted">Nothing has succeeded in this group yet.</p>
  if (behind === 0)
    return (
      <p className="text-sm">
        {total === 1 ? 'The host runs' : 'All hosts run'} what the group runs: nobody missed the last deployment.
      </p>
    )
  const { applicationName: application, deploymentGroupName: group, activeDeploymentId: running } = info
  const busy = running === undefined ? undefined : `${running} is running on this group. Wait for its end.`
  return (
    <div className="flex flex-col gap-2 rounded-md border border-ready-text px-3 py-2 [overflow-wrap:anywhere]">
      <p>
        <b className="text-ready-text">
          <span aria-hidden>◆ </span>
          {behind.toLocaleString('en')} of {total.toLocaleString('en')} {total === 1 ? 'host is' : 'hosts are'} not what
          the group runs
        </b>
        : {behindWords(hosts)}. A deployment of {current.revisionName} brings them up to date; it goes to all hosts.
      </p>
      <div className="flex flex-wrap gap-2">
        <GoButton
          to={paths.newDeployment({ application, group, from: current.deploymentId })}
          disabledReason={whyNot(mayDeploy) ?? busy}
        >
          Deploy {shortened(current.revisionName)} again…
        </GoButton>
        <Button look="quiet" aria-pressed={onlyBehind} onClick={() => onShow(!onlyBehind)}>
          {onlyBehind ? 'Show all hosts' : 'Show only these'}
        </Button>
      </div>
    </div>
  )
}

function behindWords({ behind, partWay, silent }: Hosts): string {
  const missed = behind - partWay
  const words = [
    ...(partWay === 0 ? [] : [`a deployment that did not succeed ended part way on ${partWay.toLocaleString('en')}`]),
    ...(missed === 0 ? [] : [`${missed.toLocaleString('en')} missed the last one that succeeded`]),
    ...(silent === 0 ? [] : [`${silent.toLocaleString('en')} ${silent === 1 ? 'is' : 'are'} silent now`]),
  ]
  return words.join(', ')
}

/** Buttons do not break: a long name would push the page wide. */
const shortened = (name: string): string => (name.length > 24 ? `${name.slice(0, 24)}…` : name)

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
