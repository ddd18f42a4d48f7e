/** One row of the log: the header of a fold, a gap, or a line. */
import { HeaderRow, HoleRow } from './HeaderRow.tsx'
import { LineRow, LossRow } from './LineRow.tsx'
import type { LogRow } from './log-rows.ts'
import type { RowActs, RowLook } from './row-look.ts'

interface LogRowViewProps {
  row: LogRow
  look: RowLook
  acts: RowActs
}

export function LogRowView({ row, look, acts }: LogRowViewProps) {
  const { block, top, height } = row
  const line = block.lines[row.line]
  const style = { transform: `translateY(${top}px)`, height }
  if (line !== undefined && line.leftOut !== undefined)
    return <LossRow line={line} leftOut={line.leftOut} downloadPath={look.downloadPath} style={style} />
  if (line !== undefined) return <LineRow line={line} block={block} look={look} onLine={acts.onLine} style={style} />
  return (
    <div
      className="absolute top-0 left-0 w-full"
      style={{ transform: `translate(var(--log-left, 0), ${top}px)`, height }}
    >
      {block.hole === undefined ? (
        <HeaderRow block={block} isOver={look.isOver} onToggle={acts.onToggle} />
      ) : (
        <HoleRow hole={block.hole} onLoad={acts.onLoad} />
      )}
    </div>
  )
}
