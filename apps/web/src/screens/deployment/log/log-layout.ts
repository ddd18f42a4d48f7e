/**
 * Where each header and each line of the log is: blocks from top to bottom, in pixels. Succeeded hosts and events are
 * folded, running and failed ones open, unless a person decided otherwise. Knows nothing of the page.
 */
import type { LineGroup } from './groups.ts'
import type { FoldFacts, LayoutOptions, LogBlock } from './log-block.ts'
import { blocksOf } from './log-blocks.ts'
import { createMergedLines } from './merged-lines.ts'
import type { MergedLines } from './merged-lines.ts'
import { createWrappedTops } from './wrapped-tops.ts'
import type { WrappedTops } from './wrapped-tops.ts'

export const headerHeight = 26
export const lineHeight = 20

export interface LogLayout {
  blocks: readonly LogBlock[]
  height: number
}

/** What one layout leaves to the next, so that lines that were placed are not looked at again. */
export interface LayoutMemory {
  merged: MergedLines
  tops: WrappedTops
}

export const createLayoutMemory = (): LayoutMemory => ({ merged: createMergedLines(), tops: createWrappedTops() })

export function layoutLog(
  groups: readonly LineGroup[],
  facts: FoldFacts,
  options: LayoutOptions,
  memory: LayoutMemory = createLayoutMemory(),
): LogLayout {
  const unplaced = blocksOf(groups, facts, options, memory.merged)
  const blocks = unplaced.map((block) => ({ ...block, top: 0, height: headerHeight, lineTops: undefined }))
  const height = place(blocks, options.columns, memory.tops)
  memory.merged.sweep()
  memory.tops.sweep()
  return { blocks, height }
}

function place(blocks: readonly LogBlock[], columns: number | undefined, tops: WrappedTops): number {
  let top = 0
  for (const block of blocks) {
    block.top = top
    block.height = headerHeight
    if ((block.kind === 'group' || block.kind === 'section') && block.isOpen) {
      block.lineTops = columns === undefined ? undefined : tops.of(block.key, block.lines, columns)
      block.height += (block.lineTops?.[block.lines.length] ?? block.lines.length) * lineHeight
    }
    top += block.height
  }
  return top
}
