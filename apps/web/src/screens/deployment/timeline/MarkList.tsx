/** What happened to the deployment as a whole: the flags of the axis in words, under the same numbers. */
import { Time } from '../../../ui/Time.tsx'
import { markGlyphs } from './mark-glyphs.ts'
import type { TimelineMark } from './timings.ts'

export function MarkList({ marks }: { marks: readonly TimelineMark[] }) {
  if (marks.length === 0) return null
  return (
    <section aria-label="What happened to the whole" className="px-3.5 py-2">
      <h2 className="text-xs font-semibold text-muted">What happened to the whole</h2>
      <ol className="mt-1 flex flex-col">
        {marks.map(({ at, kind, text }, place) => (
          <li key={`${at} ${text}`} className="flex gap-2">
            <span className="w-10 shrink-0 text-right text-muted">
              {place + 1} <span aria-hidden>{markGlyphs[kind]}</span>
            </span>
            <span className="w-20 shrink-0 text-muted">
              <Time at={at} style="clock" />
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
