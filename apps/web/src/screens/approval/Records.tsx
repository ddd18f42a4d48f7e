/** The record of the decision: who, when, with which note, and the numbers of that moment. Kept for ever. */
import type { ApprovalRecord, ApprovalSide } from '@sluice/model'
import { Card } from '../../ui/Card.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { Checklist } from './EvidenceCard.tsx'
import { errorText, healthText, p95Text, percentText, rateText } from './measures.ts'

interface RecordsProps {
  approvals: readonly ApprovalRecord[]
  /** How many different people must approve. */
  needed: number
  deploymentId: string
}

export function Records({ approvals, needed, deploymentId }: RecordsProps) {
  if (approvals.length === 0 && needed <= 1) return null
  return (
    <Card title={needed > 1 ? `${approvals.length} of ${needed} approvals` : 'Approval'}>
      {approvals.length === 0 && <p className="text-muted">Nobody has approved yet.</p>}
      <ol className="flex flex-col gap-3">
        {approvals.map((approval) => (
          <li key={`${approval.actorId} ${approval.at}`}>
            <p>
              <b className="font-semibold">{approval.by}</b> approved <Time at={approval.at} style="full" />
            </p>
            {approval.note !== undefined && (
              <p className="[overflow-wrap:anywhere]">
                Note: <q>{approval.note}</q>
              </p>
            )}
            {approval.evidence !== undefined && (
              <details className="mt-1">
                <summary className="inline-flex min-h-6 items-center text-sm text-accent underline max-sm:min-h-11">
                  What {approval.by} saw
                </summary>
                <Moment original={approval.evidence.original} replacement={approval.evidence.replacement} />
                <Checklist checks={approval.evidence.checks} deploymentId={deploymentId} />
              </details>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

const rows: readonly { name: string; of: (side: ApprovalSide) => string }[] = [
  { name: 'Hosts', of: healthText },
  { name: 'Traffic', of: (side) => percentText(side.trafficPercent) },
  { name: 'p95', of: (side) => p95Text(side.measured) },
  { name: 'Errors', of: (side) => errorText(side.measured) },
  { name: 'Requests', of: (side) => rateText(side.measured) },
]

function Moment({ original, replacement }: { original: ApprovalSide; replacement: ApprovalSide }) {
  return (
    <Table className="my-1 text-sm">
      <thead>
        <tr>
          <Th>Then</Th>
          <Th>Original {original.revisionName}</Th>
          <Th>Replacement {replacement.revisionName}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, of }) => (
          <tr key={name}>
            <Th scope="row">{name}</Th>
            <Td>{of(original)}</Td>
            <Td>{of(replacement)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
