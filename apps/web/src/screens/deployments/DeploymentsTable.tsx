/**
 * One row a deployment, drawn again only when that deployment changed. On narrow screens a row is a card: the second column
 * carries what the hidden ones say.
 */
import type { DeploymentSummary } from '@sluice/model'
import { memo } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { HostBar } from '../../components/HostBar.tsx'
import { Lineage } from '../../components/Lineage.tsx'
import { DeploymentPill } from '../../components/StatusWord.tsx'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Duration, Time } from '../../ui/Time.tsx'
import { typeWords } from './filter.ts'
import { columnWords } from './list-look.ts'
import type { Column, ListLook } from './list-look.ts'
import { ariaSort } from './order.ts'
import type { Order } from './order.ts'

interface DeploymentsTableProps {
  rows: readonly DeploymentSummary[]
  look: ListLook
  order: Order
  onOrder: (column: 'started' | 'duration') => void
}

/** Narrower than this a column is not shown: the card says it. */
const from: Record<Column, string> = {
  revision: 'max-md:hidden',
  hosts: 'max-sm:hidden',
  lineage: 'max-xl:hidden',
  type: 'max-lg:hidden',
  platform: 'max-lg:hidden',
  configuration: 'max-xl:hidden',
  startedBy: 'max-xl:hidden',
  started: 'max-md:hidden',
  duration: 'text-right max-sm:hidden',
}

export function DeploymentsTable({ rows, look, order, onOrder }: DeploymentsTableProps) {
  return (
    <Table aria-label="Deployments" className={look.density === 'compact' ? '[&_td]:py-0.5' : undefined}>
      <thead>
        <tr>
          <Th className="max-sm:hidden">Status</Th>
          <Th>Deployment</Th>
          {look.columns.map((column) =>
            column === 'started' || column === 'duration' ? (
              <Th key={column} className={from[column]} aria-sort={ariaSort(order, column)}>
                <button type="button" onClick={() => onOrder(column)} className="min-h-6 font-semibold hover:text-text">
                  {columnWords[column]} <span aria-hidden>{arrows[ariaSort(order, column)]}</span>
                </button>
              </Th>
            ) : (
              <Th key={column} className={from[column]}>
                {columnWords[column]}
              </Th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <DeploymentRow key={row.deploymentId} row={row} columns={look.columns} />
        ))}
      </tbody>
    </Table>
  )
}

const arrows = { ascending: '▲', descending: '▼', none: '' } as const

interface RowProps {
  row: DeploymentSummary
  columns: readonly Column[]
}

const DeploymentRow = memo(function DeploymentRow({ row, columns }: RowProps) {
  return (
    <tr className="hover:bg-surface">
      <Td className="w-px max-sm:hidden">
        <DeploymentPill deployment={row} />
      </Td>
      <Td className="max-sm:px-0">
        <span className="float-right sm:hidden">
          <DeploymentPill deployment={row} />
        </span>
        <Link
          to={paths.deployment(row.deploymentId)}
          className="link mono inline-flex min-h-6 items-center font-semibold"
        >
          {row.deploymentId}
        </Link>
        <div className="text-xs text-muted">
          {row.applicationName} › {row.deploymentGroupName}
        </div>
        <div className={cx('flex flex-wrap gap-x-3 text-xs text-muted', columns.includes('lineage') && 'xl:hidden')}>
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
      {columns.map((column) => (
        <Td key={column} className={from[column]}>
          {cells[column](row)}
        </Td>
      ))}
    </tr>
  )
})

const cells: Record<Column, (row: DeploymentSummary) => ReactNode> = {
  revision: (row) => <RevisionName row={row} />,
  hosts: (row) => <HostBar overview={row.deploymentOverview} />,
  lineage: (row) => (
    <div className="flex flex-col text-xs text-muted">
      <Lineage deployment={row} />
    </div>
  ),
  type: (row) => typeWords[row.deploymentStyle.deploymentType],
  platform: (row) => row.computePlatform,
  configuration: (row) => row.deploymentConfigName,
  startedBy: (row) => (row.creator === 'codeDeployRollback' ? 'Automatic rollback' : row.startedBy),
  started: (row) => <Time at={row.createTime} />,
  duration: (row) => <Duration from={row.startTime ?? row.createTime} to={row.completeTime} />,
}

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
