/** Write an AppSpec and see what is wrong with it while writing. It starts from the template; the server knows the rules. */
import type { Output } from '@sluice/api/contracts'
import { appSpecTemplate } from '@sluice/model'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useSettled } from '../../components/use-settled.ts'
import { op } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Field } from '../../ui/Field.tsx'
import { saveFile } from '../../ui/save-file.ts'

type Complaint = Output<'checkAppSpec'>['complaints'][number]

export function AppSpecEditor({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState<string>(appSpecTemplate)
  const settled = useSettled(text)
  const check = useQuery({ ...op('checkAppSpec', { text: settled }), placeholderData: keepPreviousData })
  const area = useRef<HTMLTextAreaElement>(null)
  /** Places of an older text are no places of this one. */
  const isFresh = settled === text && !check.isPlaceholderData

  const goTo = ({ line, column }: Complaint) => {
    const from = offsetOf(text, line, column)
    area.current?.focus()
    area.current?.setSelectionRange(from, Math.max(from, endOfLine(text, from)))
  }
  return (
    <div className="flex flex-col gap-3">
      <Field label="appspec.yml" hint="Put it at the top of your files, then make the archive.">
        {(wiring) => (
          <textarea
            {...wiring}
            ref={area}
            rows={16}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="mono w-full rounded-md border border-control bg-bg px-2.5 py-1.5 text-text"
          />
        )}
      </Field>
      {check.error !== null && <ErrorRegion what="The AppSpec could not be checked" error={check.error} />}
      {check.data !== undefined && (
        <Findings
          complaints={check.data.complaints}
          isFresh={isFresh}
          onGoTo={goTo}
          onFix={(complaint) => setText(fixed(text, complaint))}
        />
      )}
      <div className="flex items-center justify-end gap-2">
        <CopyButton text={text} what="the AppSpec" />
        <Button onClick={() => saveFile('appspec.yml', text, 'text/yaml')}>Save as appspec.yml</Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  )
}

interface FindingsProps {
  complaints: readonly Complaint[]
  isFresh: boolean
  onGoTo: (complaint: Complaint) => void
  onFix: (complaint: Complaint) => void
}

function Findings({ complaints, isFresh, onGoTo, onFix }: FindingsProps) {
  return (
    <div>
      <p role="status" className="text-sm text-muted">
        {complaints.length === 0
          ? '✓ Nothing is wrong with it. Whether the files it names are there, the bundle will show.'
          : `${complaints.length === 1 ? '1 complaint' : `${complaints.length} complaints`}:`}
      </p>
      {complaints.length > 0 && (
        <ol aria-label="Complaints" className="mt-2 divide-y divide-line rounded-md border border-line">
          {complaints.map((complaint, at) => (
            <li key={at} className="flex flex-wrap items-center gap-x-3 px-3 py-1.5">
              <button type="button" className="link min-h-6" onClick={() => onGoTo(complaint)}>
                Line {complaint.line}, column {complaint.column}
              </button>
              <span className="mono text-muted">{complaint.rule}</span>
              <span className="min-w-0 flex-1">
                {complaint.severity === 'warning' && <span className="font-semibold">Warning: </span>}
                {complaint.message}
                {complaint.fix !== undefined && complaint.fix.replacement === undefined && (
                  <span className="text-muted"> Way out: {complaint.fix.title}</span>
                )}
              </span>
              {complaint.fix?.replacement !== undefined && (
                <Button
                  disabledReason={isFresh ? undefined : 'The text is being checked.'}
                  onClick={() => onFix(complaint)}
                >
                  {complaint.fix.title}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function fixed(text: string, { fix }: Complaint): string {
  const replacement = fix?.replacement
  if (replacement === undefined) return text
  return text.slice(0, replacement.fromOffset) + replacement.text + text.slice(replacement.toOffset)
}

/** Lines and columns start at 1. */
function offsetOf(text: string, line: number, column: number): number {
  let from = 0
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', from)
    if (end < 0) return text.length
    from = end + 1
  }
  return Math.min(text.length, from + column - 1)
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
