/** The rows of a log that was laid out: which are in view, and where a line is. */
import { placeOf } from '../../../live/log.ts'
import type { LogBlock } from './log-block.ts'
import { headerHeight, lineHeight, type LogLayout } from './log-layout.ts'

export interface LogRow {
  block: LogBlock
  /** -1 = the header. */
  line: number
  top: number
  height: number
}

/** The rows between two heights of the log, from top to bottom. */
export function rowsBetween(layout: LogLayout, from: number, to: number): LogRow[] {
  const rows: LogRow[] = []
  for (let at = blockAt(layout, from); at < layout.blocks.length; at++) {
    const block = layout.blocks[at]
    if (block === undefined || block.top >= to) break
    if (block.top + headerHeight > from) rows.push({ block, line: -1, top: block.top, height: headerHeight })
    if (block.height === headerHeight) continue
    for (let line = lineAt(block, from - block.top - headerHeight); line < block.lines.length; line++) {
      const row = lineRow(block, line)
      if (row.top >= to) break
      rows.push(row)
    }
  }
  return rows
}

function lineRow(block: LogBlock, line: number): LogRow {
  const begin = block.lineTops?.[line] ?? line
  const end = block.lineTops?.[line + 1] ?? begin + 1
  return { block, line, top: block.top + headerHeight + begin * lineHeight, height: (end - begin) * lineHeight }
}

/** The row of the first line of an open block at or after `seq`. */
export function rowOf(block: LogBlock, seq: number): LogRow | undefined {
  if (block.height === headerHeight) return undefined
  const line = placeOf(block.lines, seq)
  return line < block.lines.length ? lineRow(block, line) : undefined
}

/** A line wherever it stands: its block may have another key since older lines were read. Undefined while it is folded away. */
export function rowAnywhere(layout: LogLayout, seq: number): LogRow | undefined {
  for (const block of layout.blocks) {
    const row = rowOf(block, seq)
    if (row !== undefined && row.block.lines[row.line]?.seq === seq) return row
  }
  return undefined
}

/** The place of the block at a height, by halving. */
function blockAt(layout: LogLayout, y: number): number {
  let [low, high] = [0, layout.blocks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const block = layout.blocks[middle]
    if (block !== undefined && block.top + block.height <= y) low = middle + 1
    else high = middle
  }
  return low
}

function lineAt(block: LogBlock, y: number): number {
  if (y <= 0) return 0
  if (block.lineTops === undefined) return Math.floor(y / lineHeight)
  let [low, high] = [0, block.lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((block.lineTops[middle + 1] ?? 0) * lineHeight <= y) low = middle + 1
    else high = middle
  }
  return low
}
