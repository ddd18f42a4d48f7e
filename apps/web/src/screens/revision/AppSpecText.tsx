/** The AppSpec with numbered lines, and what is wrong beside the line it is about. */
import type { RevisionInfo } from '@sluice/api/contracts'
import { useMemo } from 'react'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'

type Complaint = RevisionInfo['complaints'][number]

/** An AppSpec has a few dozen; this many are drawn. */
const mostLines = 2000

interface AppSpecTextProps {
  text: string
  complaints: readonly Complaint[]
}

export function AppSpecText({ text, complaints }: AppSpecTextProps) {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const byLine = useMemo(() => groupedByLine(complaints), [complaints])
  return (
    <Card
      title="AppSpec"
      aside={countText(complaints)}
      actions={text !== '' && <CopyButton text={text} what="the AppSpec" />}
      bodyClassName="py-2"
    >
      <ol aria-label="Lines of the AppSpec" className="mono">
        {lines.slice(0, mostLines).map((line, at) => (
          <li key={at}>
            <div className={`flex px-3.5 ${byLine.has(at + 1) ? 'bg-warning-soft' : ''}`}>
              <span aria-hidden className="w-10 shrink-0 select-none pr-3 text-right text-muted">
                {at + 1}
              </span>
              <span className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">{line === '' ? ' ' : line}</span>
            </div>
            {byLine.get(at + 1)?.map((complaint, which) => (
              <ComplaintBox key={which} complaint={complaint} />
            ))}
          </li>
        ))}
      </ol>
      {lines.length > mostLines && (
        <p className="px-3.5 pt-2 text-sm text-muted">
          The first {mostLines.toLocaleString('en')} of {lines.length.toLocaleString('en')} lines; copy it for all.
        </p>
      )}
    </Card>
  )
}

function groupedByLine(complaints: readonly Complaint[]): ReadonlyMap<number, Complaint[]> {
  const byLine = new Map<number, Complaint[]>()
  for (const complaint of complaints) byLine.set(complaint.line, [...(byLine.get(complaint.line) ?? []), complaint])
  return byLine
}

function ComplaintBox({ complaint: { rule, severity, message, column, fix } }: { complaint: Complaint }) {
  const isError = severity === 'error'
  return (
    <div className="my-1 ml-13 border-l-2 border-current pl-3 pr-3.5 font-sans text-sm whitespace-normal">
      <p>
        <span className={isError ? 'font-semibold text-failed-text' : 'font-semibold'}>
          {isError ? '✕ Error' : '! Warning'}
        </span>{' '}
        <span className="mono text-muted">
          {rule}, column {column}
        </span>{' '}
        {message}
      </p>
      {fix !== undefined && <p className="text-muted">Way out: {fix.title}</p>}
    </div>
  )
}

function countText(complaints: readonly Complaint[]): string {
  const errors = complaints.filter(({ severity }) => severity === 'error').length
  const warnings = complaints.length - errors
  if (complaints.length === 0) return 'no complaints'
  const words = [
    ...(errors > 0 ? [errors === 1 ? '1 error' : `${errors} errors`] : []),
    ...(warnings > 0 ? [warnings === 1 ? '1 warning' : `${warnings} warnings`] : []),
  ]
  return words.join(', ')
}
