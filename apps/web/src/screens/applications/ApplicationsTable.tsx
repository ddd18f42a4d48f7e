/** Applications as rows; the heads sort. */
import type { ApplicationOverview } from '@sluice/api/contracts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Order, SortField } from './order.ts'

interface ApplicationsTableProps {
  applications: readonly ApplicationOverview[]
  order: Order
  onSort: (field: SortField) => void
}

export function ApplicationsTable({ applications, order, onSort }: ApplicationsTableProps) {
  const head = { order, onSort }
  return (
    <Table aria-label="Applications">
      <thead>
        <tr>
          <SortHead {...head} field="name">
            Name
          </SortHead>
          <SortHead {...head} field="platform" className="max-sm:hidden">
            Compute platform
          </SortHead>
          <SortHead {...head} field="groups">
            <span className="max-sm:hidden">Deployment groups</span>
            <span className="sm:hidden">Groups</span>
          </SortHead>
          <SortHead {...head} field="revisions">
            Revisions
          </SortHead>
          <SortHead {...head} field="created" className="max-sm:hidden">
            Created
          </SortHead>
        </tr>
      </thead>
      <tbody>
        {applications.map((application) => (
          <ApplicationRow key={application.applicationId} application={application} />
        ))}
      </tbody>
    </Table>
  )
}

const arrows = { ascending: '▲', descending: '▼', none: '' } as const

interface SortHeadProps {
  field: SortField
  order: Order
  onSort: (field: SortField) => void
  className?: string
  children: ReactNode
}

function SortHead({ field, order, onSort, className, children }: SortHeadProps) {
  const sorted = order.field === field ? order.direction : 'none'
  return (
    <Th className={className} aria-sort={sorted}>
      <button type="button" onClick={() => onSort(field)} className="min-h-6 font-semibold hover:text-text">
        {children} <span aria-hidden>{arrows[sorted]}</span>
      </button>
    </Th>
  )
}

function ApplicationRow({ application }: { application: ApplicationOverview }) {
  const { applicationName } = application
  return (
    <tr className="hover:bg-surface">
      <Td className="[overflow-wrap:anywhere]">
        <Link className="link font-semibold" to={paths.application(applicationName)}>
          {applicationName}
        </Link>
        <span className="block text-xs text-muted sm:hidden">{application.computePlatform}</span>
      </Td>
      <Td className="max-sm:hidden">{application.computePlatform}</Td>
      <Td>{application.groupCount.toLocaleString('en')}</Td>
      <Td>
        <Link className="link" to={paths.revisions(applicationName)}>
          {application.revisionCount.toLocaleString('en')}
          <span className="sr-only"> revisions of {applicationName}</span>
        </Link>
      </Td>
      <Td className="max-sm:hidden">
        <Time at={application.createTime} />
      </Td>
    </tr>
  )
}
