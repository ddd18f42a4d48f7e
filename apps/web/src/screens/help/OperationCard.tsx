/** One operation: folded to its name and summary; open it has everything that a script needs. */
import { useEffect, useRef, useState } from 'react'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { Operation } from './api-document.ts'
import { curlCommand } from './curl.ts'
import { SchemaTree } from './SchemaTree.tsx'

export function OperationCard({ operation, isMeant }: { operation: Operation; isMeant: boolean }) {
  const [isOpen, setOpen] = useState(isMeant)
  const place = useMeant(isMeant)
  const { operationId, summary, method, path } = operation
  return (
    <details
      ref={place}
      id={operationId}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="scroll-mt-16 border-b border-line px-3.5 py-2 last:border-b-0"
    >
      <summary className="min-h-7">
        <code className="mono font-semibold [overflow-wrap:anywhere]">
          {method === 'post' ? operationId : `${method.toUpperCase()} ${path}`}
        </code>{' '}
        <span className="text-muted">{summary}</span>
      </summary>
      {isOpen && <Details operation={operation} />}
    </details>
  )
}

/** Opened by its address: it comes into view. */
function useMeant(isMeant: boolean) {
  const place = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isMeant) place.current?.scrollIntoView?.({ block: 'start' })
  }, [isMeant])
  return place
}

function Details({ operation }: { operation: Operation }) {
  const { description, input, output, refusals } = operation
  const command = curlCommand(operation, window.location.origin)
  return (
    <div className="grid gap-4 py-2">
      <p>{description}</p>
      <section aria-label="Example" className="min-w-0">
        <h3 className="mb-1 text-xs font-semibold">Example</h3>
        <div className="flex items-start gap-2 rounded-md border border-line bg-surface p-2">
          <pre tabIndex={0} aria-label="Command" className="mono min-w-0 flex-1 overflow-x-auto">
            {command}
          </pre>
          <CopyButton text={command} what="the command" />
        </div>
      </section>
      {input !== undefined && (
        <section aria-label="What it takes">
          <h3 className="mb-1 text-xs font-semibold">What it takes</h3>
          <SchemaTree schema={input} />
        </section>
      )}
      {output !== undefined && (
        <section aria-label="What it answers">
          <h3 className="mb-1 text-xs font-semibold">What it answers</h3>
          <SchemaTree schema={output} />
        </section>
      )}
      {refusals.length > 0 && <Refusals refusals={refusals} />}
    </div>
  )
}

function Refusals({ refusals }: Pick<Operation, 'refusals'>) {
  return (
    <section aria-label="What it may refuse">
      <h3 className="mb-1 text-xs font-semibold">What it may refuse</h3>
      <dl className="grid gap-x-3 gap-y-1 sm:grid-cols-[3rem_minmax(0,22rem)_minmax(0,1fr)]">
        {refusals.map(({ code, status, meaning }) => (
          <div key={code} className="contents">
            <dt className="text-muted max-sm:hidden">{status}</dt>
            <dt className="mono [overflow-wrap:anywhere]">{code}</dt>
            <dd className="text-muted max-sm:mb-1">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
