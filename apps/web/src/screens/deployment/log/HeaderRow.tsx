/** The header of a fold: what it is, how it went, how much it is. And the gap where lines are only in the file. */
import { cx } from '../../../ui/cx.ts'
import { serverNow } from '../../../ui/clock.ts'
import { clockTime, durationText, useZone } from '../../../ui/time-format.ts'
import type { GroupState, LogBlock } from './log-block.ts'
import type { Hole } from './log-book.ts'
import type { RowActs } from './row-look.ts'

const rowClass = 'flex h-full items-center gap-[1ch] border-t border-log-line px-3.5 text-log-muted'
const rowStyle = { width: 'min(100%, 100cqw)' }

interface HeaderRowProps {
  block: LogBlock
  isOver: boolean
  onToggle: RowActs['onToggle']
}

export function HeaderRow({ block, isOver, onToggle }: HeaderRowProps) {
  return (
    <button
      type="button"
      aria-expanded={block.isOpen}
      onClick={() => onToggle(block.key, block.isOpen, block.targetId)}
      className={cx(rowClass, 'text-left whitespace-nowrap -outline-offset-2')}
      style={{ ...rowStyle, paddingLeft: `${14 + block.depth * 14}px` }}
    >
      <span aria-hidden>{block.isOpen ? '▾' : '▸'}</span>
      <HeaderWords block={block} isOver={isOver} />
    </button>
  )
}

interface HoleRowProps {
  hole: Hole
  onLoad: RowActs['onLoad']
}

/** Lines that are only in the file: what is missing is said where it is missing. */
export function HoleRow({ hole, onLoad }: HoleRowProps) {
  const words = `${counted(hole.to - hole.from + 1, 'line')} not loaded`
  return (
    <div className={rowClass} style={rowStyle}>
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
    case 'section':
      return (
        <span>
          <b className="font-semibold text-log-text">{block.title}</b> · {counted(block.count, 'line')}
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
          {block.silentSince !== undefined && !isOver && <Silence block={block} />}
        </span>
      )
  }
}

/** Nothing more comes for now, and why. */
function Silence({ block }: { block: LogBlock }) {
  const zone = useZone()
  return <span className="text-log-failed"> · log ends at {clockTime(block.lastAt, zone)}, host silent</span>
}

const endWords: Record<GroupState, string> = { running: '', succeeded: '✓', failed: '✕ failed', other: '' }

function stateWords(block: LogBlock, isOver: boolean): string {
  if (block.state === 'running' && !isOver) return `running ${durationText(serverNow() - block.firstAt)}`
  const parts = [durationText(block.lastAt - block.firstAt), counted(block.count, 'line'), endWords[block.state]]
  return parts.filter((word) => word !== '').join(' · ')
}
