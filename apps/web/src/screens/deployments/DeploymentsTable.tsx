/**
 * One row a deployment, drawn again only when that deployment changed. On narrow screens the second column carries what the
 * hidden ones say.
 */
import type { DeploymentSummary } from '@sluice/model'
import { memo } from 'react'
import { Link } from 'react-router'
import { HostBar } from '../../components/HostBar.tsx'
import { Lineage } from '../../components/Lineage.tsx'
import { DeploymentPill } from '../../components/StatusWord.tsx'
import { paths } from '../../paths.ts'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Duration, Time } from '../../ui/Time.tsx'

export function DeploymentsTable({ rows }: { rows: readonly DeploymentSummary[] }) {
  return (
    <Table aria-label="Deployments">
      <thead>
        <tr>
          <Th className="max-sm:hidden">Status</Th>
          <Th>Deployment</Th>
          <Th className="max-md:hidden">Revision</Th>
          <Th className="max-sm:hidden">Hosts</Th>
          <Th className="max-xl:hidden">Started by</Th>
          <Th className="max-md:hidden">Started</Th>
          <Th className="text-right max-sm:hidden">Duration</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <DeploymentRow key={row.deploymentId} row={row} />
        ))}
      </tbody>
    </Table>
  )
}

const DeploymentRow = memo(function DeploymentRow({ row }: { row: DeploymentSummary }) {
  return (
    <tr className="hover:bg-surface">
      <Td className="w-px max-sm:hidden">
        <DeploymentPill status={row.status} held={row.held !== undefined} />
      </Td>
      <Td className="max-sm:px-0">
        <span className="float-right sm:hidden">
          <DeploymentPill status={row.status} held={row.held !== undefined} />
        </span>
        <Link
          to={paths.deployment(row.deploymentId)}
          className="mono inline-flex min-h-6 items-center font-semibold text-text no-underline hover:underline"
        >
          {row.deploymentId}
        </Link>
        <div className="text-xs text-muted">
          {row.applicationName} › {row.deploymentGroupName}
        </div>
        <div className="flex flex-wrap gap-x-3 text-xs text-muted">
          <Lineage deployment={row} />
        </div>
        <div className="mt-1 flex flex-col gap-1 text-xs text-muted md:hidden">
          <span>
            <RevisionName row={row} /> · <Time at={row.createTime} />
          </span>
          <span className="sm:hidden">
            <HostBar overview={row.deploymentOverview} />
          </span>
        </div>
      </Td>
      <Td className="max-md:hidden">
        <RevisionName row={row} />
      </Td>
      <Td className="max-sm:hidden">
        <HostBar overview={row.deploymentOverview} />
      </Td>
      <Td className="max-xl:hidden">{starter(row)}</Td>
      <Td className="max-md:hidden">
        <Time at={row.createTime} />
      </Td>
      <Td className="text-right max-sm:hidden">
        <Duration from={row.startTime ?? row.createTime} to={row.completeTime} />
      </Td>
    </tr>
  )
})

function RevisionName({ row }: { row: DeploymentSummary }) {
  // Nothing was installed here before: what the originals run has no name, and the deployment carries that of the others.
  if (row.blueGreen?.kind === 'trafficBack' && row.previousRevisionName === undefined) return <span>the originals</span>
  return (
    <span>
      <span className="mono">{row.revisionName}</span>
      {row.previousRevisionName !== undefined && row.previousRevisionName !== row.revisionName && (
        <span className="text-xs text-muted">
          {' '}
          replaces <span className="mono">{row.previousRevisionName}</span>
        </span>
      )}
    </span>
  )
}

const starter = (row: DeploymentSummary): string =>
  row.creator === 'codeDeployRollback' ? 'Automatic rollback' : row.startedBy
