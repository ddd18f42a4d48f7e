/** One row of the log: the header of a fold, or a line with its time, host and text. */
import type { LogLine } from '@sluice/model'
import { memo } from 'react'
import { cx } from '../../../ui/cx.ts'
import { serverNow } from '../../../ui/clock.ts'
import { durationText, logTime } from '../../../ui/time-format.ts'
import type { Zone } from '../../../ui/time-format.ts'
import { spansOf } from './ansi.ts'
import type { Span } from './ansi.ts'
import type { Hole } from './log-book.ts'
import type { GroupState, LogBlock, LogRow } from './log-layout.ts'

interface LogRowViewProps {
  row: LogRow
  zone: Zone
  wraps: boolean
  hostWidth: number
  isOver: boolean
  onToggle: (key: string, isOpen: boolean) => void
  /** Undefined when no more lines may be held. */
  onLoad: ((hole: Hole) => void) | undefined
}

export function LogRowView({ row, zone, wraps, hostWidth, isOver, onToggle, onLoad }: LogRowViewProps) {
  const line = row.block.lines[row.line]
  const style = { transform: `translateY(${row.top}px)`, height: row.height }
  if (row.line < 0 || line === undefined)
    return (
      <div className="absolute left-0 top-0 w-full" style={style}>
        {row.block.hole === undefined ? (
          <Header block={row.block} isOver={isOver} onToggle={onToggle} />
        ) : (
          <HoleRow hole={row.block.hole} onLoad={onLoad} />
        )}
      </div>
    )
  const isBad = line.stream === 'stderr' && row.block.state === 'failed'
  return (
    <div
      className={cx(
        'absolute left-0 top-0 flex min-w-full gap-2 px-3.5 leading-5',
        isBad && 'bg-log-failed-soft text-log-failed',
        wraps && 'w-full',
      )}
      style={style}
    >
      <span className="w-[12.5ch] shrink-0 text-log-muted max-sm:hidden">{logTime(line.at, zone)}</span>
      <span className="shrink-0 truncate text-log-host" style={{ width: `${hostWidth}ch` }}>
        {line.targetId}
      </span>
      <LineText line={line} wraps={wraps} />
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

const LineText = memo(function LineText({ line, wraps }: { line: LogLine; wraps: boolean }) {
  return (
    <span dir="ltr" className={cx('min-w-0', wraps ? 'flex-1 break-all whitespace-pre-wrap' : 'whitespace-pre')}>
      {spansOfLine(line).map((span, at) => (
        <SpanText key={at} span={span} />
      ))}
    </span>
  )
})

function SpanText({ span }: { span: Span }) {
  const { text, colour, isBold, isDim, isUnderlined, href } = span
  const className = cx(isBold && 'font-bold', isDim && 'opacity-80', isUnderlined && 'underline')
  const style = colour === undefined ? undefined : { color: `var(--${colour})` }
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

interface HeaderProps {
  block: LogBlock
  isOver: boolean
  onToggle: (key: string, isOpen: boolean) => void
}

function Header({ block, isOver, onToggle }: HeaderProps) {
  return (
    <button
      type="button"
      aria-expanded={block.isOpen}
      onClick={() => onToggle(block.key, block.isOpen)}
      className="sticky left-0 flex h-full items-center gap-[1ch] border-t border-log-line px-3.5 text-left whitespace-nowrap text-log-muted -outline-offset-2"
      style={{ width: 'min(100%, 100cqw)' }}
    >
      <span aria-hidden>{block.isOpen ? '▾' : '▸'}</span>
      <HeaderWords block={block} isOver={isOver} />
    </button>
  )
}

interface HoleRowProps {
  hole: Hole
  onLoad: ((hole: Hole) => void) | undefined
}

/** Lines that are only in the file: what is missing is said where it is missing. */
function HoleRow({ hole, onLoad }: HoleRowProps) {
  const words = `${counted(hole.to - hole.from + 1, 'line')} not loaded`
  const className = 'sticky left-0 flex h-full items-center gap-[1ch] border-t border-log-line px-3.5 text-log-muted'
  return (
    <div className={className} style={{ width: 'min(100%, 100cqw)' }}>
      <span aria-hidden>⋯</span>
      <span>
        {words}
        {' · '}
        {onLoad === undefined ? (
          'only in the file'
        ) : (
          <button
            type="button"
            aria-label={`Load: ${words}`}
            onClick={() => onLoad(hole)}
            className="min-h-6 underline -outline-offset-2"
          >
            Load
          </button>
        )}
      </span>
    </div>
  )
}

const counted = (size: number, one: string) => `${size.toLocaleString('en')} ${one}${size === 1 ? '' : 's'}`

function HeaderWords({ block, isOver }: { block: LogBlock; isOver: boolean }) {
  switch (block.kind) {
    case 'hole':
      return null
    case 'succeededHosts':
      return <span>{counted(block.stands, 'host')} succeeded ✓</span>
    case 'host':
      return (
        <span>
          {block.targetId} · {counted(block.stands, 'event')} · {durationText(block.lastAt - block.firstAt)} ✓
        </span>
      )
    case 'group':
      return (
        <span>
          <b className={cx('font-semibold', block.state === 'failed' ? 'text-log-failed' : 'text-log-text')}>
            {block.event}
            {block.script !== '' && ` › ${block.script}`}
          </b>{' '}
          · {block.stands > 1 ? counted(block.stands, 'host') : block.targetId} · {stateWords(block, isOver)}
        </span>
      )
  }
}

const endWords: Record<GroupState, string> = { running: '', succeeded: '✓', failed: '✕ failed', other: '' }

function stateWords(block: LogBlock, isOver: boolean): string {
  if (block.state === 'running' && !isOver) return `running ${durationText(serverNow() - block.firstAt)}`
  const parts = [durationText(block.lastAt - block.firstAt), counted(block.count, 'line'), endWords[block.state]]
  return parts.filter((word) => word !== '').join(' · ')
}
