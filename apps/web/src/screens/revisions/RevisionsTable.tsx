/** Revisions as rows: what each is, where it ran and succeeded, when. The heads of the times sort. */
import type { RevisionOverview } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { sizeText } from '../../components/size-text.ts'
import { paths } from '../../paths.ts'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import type { ListOrder, SortField } from './order.ts'
import { usageText } from './usage-text.ts'

interface RevisionsTableProps {
  application: string
  revisions: readonly RevisionOverview[]
  groupCount: number
  order: ListOrder
  onSort: (field: SortField) => void
}

export function RevisionsTable({ application, revisions, groupCount, order, onSort }: RevisionsTableProps) {
  const head = { order, onSort }
  return (
    <Table aria-label="Revisions">
      <thead>
        <tr>
          <Th>Revision</Th>
          <Th className="max-sm:hidden">Use</Th>
          <SortHead {...head} field="lastUsedTime" word="Last used" className="max-md:hidden" />
          <SortHead {...head} field="firstUsedTime" word="First used" className="max-xl:hidden" />
          <SortHead {...head} field="registerTime" word="Registered" className="max-sm:hidden" />
          <Th className="max-lg:hidden">Size</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {revisions.map((revision) => (
          <RevisionRow
            key={revision.revisionId}
            application={application}
            revision={revision}
            groupCount={groupCount}
          />
        ))}
      </tbody>
    </Table>
  )
}

const arrows = { ascending: '▲', descending: '▼', none: '' } as const

interface SortHeadProps {
  field: SortField
  word: string
  className: string
  order: ListOrder
  onSort: (field: SortField) => void
}

function SortHead({ field, word, className, order, onSort }: SortHeadProps) {
  const sorted = order.sortBy === field ? order.sortOrder : 'none'
  return (
    <Th className={className} aria-sort={sorted}>
      <button type="button" onClick={() => onSort(field)} className="min-h-6 font-semibold hover:text-text">
        {word} <span aria-hidden>{arrows[sorted]}</span>
      </button>
    </Th>
  )
}

interface RowProps {
  application: string
  revision: RevisionOverview
  groupCount: number
}

function RevisionRow({ application, revision, groupCount }: RowProps) {
  const { bucket, key } = revision.location.s3Location
  const registered = (
    <>
      <Time at={revision.registerTime} /> by {revision.registeredBy}
    </>
  )
  return (
    <tr className="hover:bg-surface">
      <Td className="break-words max-sm:max-w-64">
        <Link className="link font-semibold" to={paths.revision(application, revision.revisionId)}>
          {revision.name}
        </Link>
        {revision.description !== undefined && <div className="text-xs text-muted">{revision.description}</div>}
        <div className="mono text-xs text-muted [overflow-wrap:anywhere]">
          {bucket}/{key}
        </div>
        <div className="flex flex-col text-xs text-muted sm:hidden">
          <span>{usageText(revision, groupCount)}</span>
          <span>{registered}</span>
        </div>
      </Td>
      <Td className="max-sm:hidden">
        {revision.runsIn.length > 0 && <div>runs in {revision.runsIn.join(', ')}</div>}
        <div className="text-muted">{usageText(revision, groupCount)}</div>
      </Td>
      <Td className="max-md:hidden">
        <Used at={revision.lastUsedTime} />
      </Td>
      <Td className="max-xl:hidden">
        <Used at={revision.firstUsedTime} />
      </Td>
      <Td className="max-sm:hidden">{registered}</Td>
      <Td className="whitespace-nowrap max-lg:hidden">
        {sizeText(revision.size)}
        <div className="text-xs text-muted">{revision.fileCount === 1 ? '1 file' : `${revision.fileCount} files`}</div>
      </Td>
      <Td>
        <Link
          className="link whitespace-nowrap"
          to={paths.newDeployment({ application, revision: revision.revisionId })}
        >
          Deploy<span className="sr-only"> {revision.name}</span>
        </Link>
      </Td>
    </tr>
  )
}

function Used({ at }: { at: string | undefined }) {
  return at === undefined ? <span className="text-muted">never</span> : <Time at={at} />
}
