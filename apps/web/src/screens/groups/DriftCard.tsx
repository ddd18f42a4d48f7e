/** Which hosts are not on the group's last successful revision, why, and the way to bring those alone there. */
import type { DeploymentGroupInfo, DriftingHost, Output } from '@sluice/api/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { pagesOf } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, GoButton } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'

type DriftAnswer = Output<'getGroupDrift'>

export function DriftCard({ info }: { info: DeploymentGroupInfo }) {
  const { applicationName, deploymentGroupName } = info
  const query = useInfiniteQuery(pagesOf('getGroupDrift', { applicationName, deploymentGroupName }))
  const pages = query.data?.pages ?? []
  const drift = pages[0]
  return (
    <Card
      className="lg:col-span-2"
      title="Drift"
      aside={
        <Link className="link" to={paths.help('later-hosts')}>
          what this is
        </Link>
      }
      state={query.error === null ? 'live' : 'error'}
    >
      {query.error !== null && (
        <ErrorRegion what="The drift could not be loaded" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && (
        <Loading what="Loading the drift…">
          <BoneRows rows={2} />
        </Loading>
      )}
      {drift !== undefined && drift.drifting === 0 && <p className="text-sm">{drift.sentence}</p>}
      {drift !== undefined && drift.drifting > 0 && (
        <div className="flex flex-col gap-3 [overflow-wrap:anywhere]">
          <Summary drift={drift} />
          <CatchUp info={info} drift={drift} />
          <DriftTable rows={pages.flatMap(({ hosts }) => hosts)} />
          {query.hasNextPage && (
            <div>
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Show more drifting hosts
              </Button>
            </div>
          )}
        </div>
      )}
    </Card>
  )
}

function Summary({ drift: { sentence, reasons, newHosts } }: { drift: DriftAnswer }) {
  return (
    <div>
      <p>
        <b className="text-ready-text">
          <span aria-hidden>◆ </span>
          {sentence}
        </b>{' '}
        {reasons.map(({ words }) => words).join(', ')}.
      </p>
      {newHosts.offered > 0 && (
        <p className="text-sm text-ready-text">
          {newHosts.offered.toLocaleString('en')} new {newHosts.offered === 1 ? 'host is' : 'hosts are'} offered for
          catching up.
        </p>
      )}
      <p className="text-sm text-muted">
        {newHosts.sentence} {newHosts.rest}
      </p>
    </div>
  )
}

function CatchUp({ info, drift: { catchUp, current } }: { info: DeploymentGroupInfo; drift: DriftAnswer }) {
  const mayDeploy = useMay('createDeployment')
  const { applicationName: application, deploymentGroupName: group } = info
  const { revisionName = '', fileExistsBehavior } = current ?? {}
  const to = paths.newDeployment({
    application,
    group,
    catchUp: 'true',
    hosts: 'outdated',
    ...(fileExistsBehavior !== undefined && fileExistsBehavior !== 'DISALLOW' && { files: fileExistsBehavior }),
    description: `Catches up: hosts that are not on ${revisionName}`,
  })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <GoButton to={to} disabledReason={whyNot(mayDeploy, catchUp)}>
        Catch up…
      </GoButton>
      <span className="text-sm text-muted">{catchUp.sentence}</span>
    </div>
  )
}

function DriftTable({ rows }: { rows: readonly DriftingHost[] }) {
  return (
    <Table aria-label="Hosts that drift">
      <thead>
        <tr>
          <Th>Host</Th>
          <Th>Why</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ instanceName, sentence, connected }) => (
          <tr key={instanceName} className="hover:bg-surface">
            <Td className="min-w-24 [overflow-wrap:anywhere]">
              <Link className="link mono" to={paths.instance(instanceName)}>
                {instanceName}
              </Link>
              {!connected && <span className="block text-xs text-ready-text">◆ not connected now</span>}
            </Td>
            <Td className="[overflow-wrap:anywhere]">{sentence}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
