/** The deployments that had a host, newest first, with how each went there. */
import type { InstanceDeployment } from '@sluice/api/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { targetLook } from '../../components/status.ts'
import { StatusWord } from '../../components/StatusWord.tsx'
import { paths } from '../../paths.ts'
import { pagesOf } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

/** Deployments come and go on; nothing tells this page. */
const askAgainMs = 10_000

export function HostDeployments({ instanceName }: { instanceName: string }) {
  const query = useInfiniteQuery({
    ...pagesOf('listInstanceDeployments', { instanceName }),
    refetchInterval: askAgainMs,
  })
  const rows = query.data?.pages.flatMap((page) => page.deployments)
  const lookedBackTo = query.data?.pages.at(-1)?.lookedBackTo
  return (
    <Card
      title="Deployments"
      aside="that had this host"
      state={query.error === null ? 'live' : 'error'}
      bodyClassName={rows === undefined || rows.length === 0 ? undefined : 'pb-1'}
    >
      {query.error !== null && <ErrorRegion what="Its deployments could not be loaded" error={query.error} />}
      {rows?.length === 0 && (
        <p className="text-muted">
          No deployment had this host
          {lookedBackTo !== undefined && (
            <>
              {' '}
              since <Time at={lookedBackTo} style="short" />
            </>
          )}
          .
        </p>
      )}
      {rows !== undefined && rows.length > 0 && <Deployments rows={rows} instanceName={instanceName} />}
      {query.hasNextPage && (
        <div className="flex flex-wrap items-center justify-center gap-3 py-3 text-sm text-muted">
          {lookedBackTo !== undefined && (
            <span>
              Looked back to <Time at={lookedBackTo} style="short" />.
            </span>
          )}
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Look further back
          </Button>
        </div>
      )}
    </Card>
  )
}

function Deployments({ rows, instanceName }: { rows: readonly InstanceDeployment[]; instanceName: string }) {
  return (
    <Table aria-label="Deployments">
      <thead>
        <tr>
          <Th>Deployment</Th>
          <Th>On this host</Th>
          <Th className="max-sm:hidden">Revision</Th>
          <Th className="max-md:hidden">Created</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.deploymentId}>
            <Td className="[overflow-wrap:anywhere]">
              <Link className="link mono" to={paths.deployment(row.deploymentId, 'fleet', { target: instanceName })}>
                {row.deploymentId}
              </Link>
              <div className="text-xs text-muted">
                {row.applicationName} / {row.deploymentGroupName}
              </div>
            </Td>
            <Td>
              <StatusWord look={targetLook(row.targetStatus, row.wasStarted === true)} />
              <div className="text-xs text-muted">{row.statusReason ?? howItWent(row)}</div>
            </Td>
            <Td className="max-sm:hidden [overflow-wrap:anywhere]">{row.revisionName}</Td>
            <Td className="max-md:hidden">
              <Time at={row.createTime} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function howItWent({ failedEvent, installed }: InstanceDeployment): string {
  if (failedEvent !== undefined) return `${failedEvent} failed${installed ? ', its files are there' : ''}`
  return installed ? 'installed' : ''
}
