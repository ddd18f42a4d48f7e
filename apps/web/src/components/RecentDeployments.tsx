/** The newest deployments of an application or a group in short, changing while they run; the history has the rest. */
import type { DeploymentSummary } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { Table, Td, Th } from '../ui/Table.tsx'
import { Time } from '../ui/Time.tsx'
import { HostBar } from './HostBar.tsx'
import { Lineage } from './Lineage.tsx'
import { DeploymentPill } from './StatusWord.tsx'

interface RecentDeploymentsProps {
  rows: readonly DeploymentSummary[]
  /** Of several groups, or of several applications: each row says of which. */
  names?: 'group' | 'application'
}

export function RecentDeployments({ rows, names }: RecentDeploymentsProps) {
  return (
    <Table aria-label="Last deployments">
      <thead>
        <tr>
          <Th>Deployment</Th>
          <Th className="max-sm:hidden">Revision</Th>
          <Th className="max-md:hidden">Hosts</Th>
          <Th className="max-lg:hidden">Started by</Th>
          <Th className="max-sm:hidden">Started</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.deploymentId} row={row} names={names} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ row, names }: { row: DeploymentSummary; names: RecentDeploymentsProps['names'] }) {
  return (
    <tr className="hover:bg-surface">
      <Td className="[overflow-wrap:anywhere]">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <DeploymentPill deployment={row} />
          <Link className="link mono whitespace-nowrap" to={paths.deployment(row.deploymentId)}>
            {row.deploymentId}
          </Link>
        </span>
        {names !== undefined && (
          <span className="block text-xs text-muted">
            {names === 'application' && `${row.applicationName} › `}
            {row.deploymentGroupName}
          </span>
        )}
        <span className="flex flex-wrap gap-x-3 text-xs text-muted">
          <Lineage deployment={row} />
        </span>
        <span className="block text-xs text-muted sm:hidden">
          {row.revisionName} · <Time at={row.createTime} />
        </span>
      </Td>
      <Td className="mono max-sm:hidden [overflow-wrap:anywhere]">{row.revisionName}</Td>
      <Td className="max-md:hidden">
        <HostBar overview={row.deploymentOverview} />
      </Td>
      <Td className="max-lg:hidden [overflow-wrap:anywhere]">
        {row.creator === 'codeDeployRollback' ? 'Automatic rollback' : row.startedBy}
      </Td>
      <Td className="max-sm:hidden">
        <Time at={row.createTime} />
      </Td>
    </tr>
  )
}
