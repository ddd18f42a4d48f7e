/**
 * What one reads never moves: the row at the top of the window is remembered by what it is, not by where it is, and put
 * back where it was after the log changed. Following is being at the end.
 */
import type { LogLayout } from './log-layout.ts'
import { rowAnywhere, rowOf, rowsBetween } from './log-rows.ts'

/** The first row in view: a header (`seq` undefined) or a line, and how far it is scrolled out. */
export interface Anchor {
  blockKey: string
  seq: number | undefined
  offset: number
}

export function anchorAt(layout: LogLayout, scrollTop: number): Anchor | undefined {
  const first = rowsBetween(layout, scrollTop, scrollTop + 1)[0] ?? rowsBetween(layout, scrollTop, scrollTop + 100)[0]
  if (first === undefined) return undefined
  const seq = first.line < 0 ? undefined : first.block.lines[first.line]?.seq
  return { blockKey: first.block.key, seq, offset: scrollTop - first.top }
}

/** Where to scroll so that the anchor is where it was; undefined when it is gone. */
export function scrollTopFor(layout: LogLayout, { blockKey, seq, offset }: Anchor): number | undefined {
  const block = layout.blocks.find((one) => one.key === blockKey)
  if (seq === undefined) return block === undefined ? undefined : block.top + offset
  const row = block === undefined ? rowAnywhere(layout, seq) : rowOf(block, seq)
  return row === undefined ? block?.top : row.top + offset
}

/** Within a line's height of the end counts as the end: scroll positions are fractions on some screens. */
export function isAtEnd(scroller: { scrollTop: number; clientHeight: number; scrollHeight: number }): boolean {
  return scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 12
}
