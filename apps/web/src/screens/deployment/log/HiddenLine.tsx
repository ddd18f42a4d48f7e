/** A link to a line that cannot be seen: it is gone, or the filters hide it. */
import { isWanted } from './groups.ts'
import type { LogFilter } from './groups.ts'
import type { useLogParams } from './log-params.ts'
import type { LinkedLine } from './use-linked-line.ts'

interface HiddenLineProps {
  linked: LinkedLine | undefined
  filter: LogFilter
  params: ReturnType<typeof useLogParams>
  /** One host alone is looked at here, whatever the URL says. */
  isHostFixed: boolean
}

export function HiddenLine({ linked, filter, params, isHostFixed }: HiddenLineProps) {
  if (linked === undefined) return null
  const isHidden = linked.line !== undefined && !isWanted(linked.line, filter) && !isHostFixed
  if (linked.gone === undefined && !isHidden) return null
  return (
    <p role="status" className="flex flex-wrap gap-x-2 border-b border-line bg-warning-soft px-3.5 py-1 text-xs">
      {linked.gone ?? 'The filters hide the line that the link leads to.'}
      <button
        type="button"
        className="min-h-6 underline"
        onClick={() => (isHidden ? params.clear(['host', 'event', 'stream', 'severity']) : params.clear(['line']))}
      >
        {isHidden ? 'Take the filters off' : 'Close'}
      </button>
    </p>
  )
}
