/** A line of the log: its number (a link to it), its time, its host, its text with colours and hits. */
import type { LogLine } from '@sluice/model'
import { memo } from 'react'
import type { CSSProperties } from 'react'
import { cx } from '../../../ui/cx.ts'
import { spansOf } from './ansi.ts'
import type { Span } from './ansi.ts'
import { linkTo } from './line-link.ts'
import type { LogBlock } from './log-block.ts'
import { withMarks } from './marks.ts'
import type { MarkedSpan, Marks } from './marks.ts'
import { numberCharacters, timeText, timeWidth } from './row-look.ts'
import type { RowLook } from './row-look.ts'

interface LineRowProps {
  line: LogLine
  block: LogBlock
  look: RowLook
  onLine: (link: string) => void
  style: CSSProperties
}

export function LineRow({ line, block, look, onLine, style }: LineRowProps) {
  const isBad = line.stream === 'stderr' && block.state === 'failed'
  const isMarked = line.seq === look.markedSeq
  return (
    <div
      data-seq={line.seq}
      aria-current={isMarked || undefined}
      className={cx(
        'absolute top-0 left-0 flex min-w-full gap-2 px-3.5 leading-5',
        isBad && 'bg-log-failed-soft text-log-failed',
        isMarked && 'outline-2 -outline-offset-2 outline-accent',
        look.wraps && 'w-full',
      )}
      style={style}
    >
      <LineNumber line={line} onLine={onLine} />
      {look.time !== 'none' && (
        <span className="shrink-0 text-log-muted max-sm:hidden" style={{ width: timeWidth(look.time) }}>
          {timeText(line, look)}
        </span>
      )}
      <span className="shrink-0 truncate text-log-host" style={{ width: `${look.hostWidth}ch` }}>
        {line.targetId}
      </span>
      <LineText line={line} wraps={look.wraps} marks={look.marks} />
    </div>
  )
}

/** Drawn from its attribute: numbers are no part of the text that one selects. */
function LineNumber({ line, onLine }: Pick<LineRowProps, 'line' | 'onLine'>) {
  const link = linkTo(line)
  const className = 'shrink-0 text-right text-log-muted select-none max-sm:hidden'
  const style = { width: `${numberCharacters}ch` }
  if (link === undefined) return <span className={className} style={style} />
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Link to line ${line.line} of ${line.event} on ${line.targetId}`}
      data-number={line.line}
      onClick={() => onLine(link)}
      className={cx(className, 'cursor-pointer before:content-[attr(data-number)] hover:underline')}
      style={style}
    />
  )
}

interface LossRowProps {
  line: LogLine
  leftOut: number
  downloadPath: string
  style: CSSProperties
}

/** The server's words for it have the limit: `... 3,120 lines were left out here by the limit of 50 MB`. */
export function LossRow({ line, leftOut, downloadPath, style }: LossRowProps) {
  const words = line.text.replace(/^\.\.\. .*? left out/, `${leftOut.toLocaleString('en')} lines left out`)
  return (
    <div
      data-seq={line.seq}
      className="absolute top-0 left-0 flex min-w-full gap-2 px-3.5 leading-5 text-log-muted"
      style={style}
    >
      <span aria-hidden>⋯</span>
      <span>
        {words} ·{' '}
        <a href={downloadPath} download className="underline -outline-offset-2">
          Download what is kept
        </a>
      </span>
    </div>
  )
}

const cache = new WeakMap<LogLine, Span[]>()

/** A line never changes: its spans are made once. */
function spansOfLine(line: LogLine): Span[] {
  const known = cache.get(line)
  if (known !== undefined) return known
  const made = spansOf(line.text)
  cache.set(line, made)
  return made
}

interface LineTextProps {
  line: LogLine
  wraps: boolean
  marks: Marks | undefined
}

const LineText = memo(function LineText({ line, wraps, marks }: LineTextProps) {
  return (
    <span dir="ltr" className={cx('min-w-0', wraps ? 'flex-1 break-all whitespace-pre-wrap' : 'whitespace-pre')}>
      {shownSpans(line, marks).map((span, at) => (
        <SpanText key={at} span={span} />
      ))}
    </span>
  )
})

function shownSpans(line: LogLine, marks: Marks | undefined): readonly MarkedSpan[] {
  const spans = spansOfLine(line)
  if (marks === undefined) return spans
  const ranges = marks(line, spans.map((span) => span.text).join(''))
  return ranges.length === 0 ? spans : withMarks(spans, ranges)
}

function SpanText({ span }: { span: MarkedSpan }) {
  const { text, colour, isBold, isDim, isUnderlined, href, isHit } = span
  const className = cx(isBold && 'font-bold', isDim && 'opacity-80', isUnderlined && 'underline')
  const style = colour === undefined ? undefined : { color: `var(--${colour})` }
  if (isHit)
    return (
      <mark className={className} style={{ background: 'var(--ansi-yellow)', color: 'var(--log-bg)' }}>
        {text}
      </mark>
    )
  if (href !== undefined)
    return (
      <a href={href} target="_blank" rel="noopener noreferrer" className={cx(className, 'underline')} style={style}>
        {text}
      </a>
    )
  if (className === '' && style === undefined) return text
  return (
    <span className={className} style={style}>
      {text}
    </span>
  )
}
