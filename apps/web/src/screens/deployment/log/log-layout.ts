/**
 * Where each header and each line of the log is: blocks from top to bottom, in pixels. Succeeded hosts and events are
 * folded, running and failed ones open, unless a person decided otherwise. Knows nothing of the page.
 */
import type { LogLine } from '@sluice/model'
import type { LineGroup } from './groups.ts'

export const headerHeight = 26
export const lineHeight = 20

export type GroupState = 'running' | 'succeeded' | 'failed' | 'other'

/** What the fleet says of hosts and their events. */
export interface FoldFacts {
  hostState(targetId: string): GroupState
  eventState(targetId: string, event: string): GroupState
  /** Large fleets show their succeeded hosts as one row. */
  joinsSucceeded: boolean
}

export interface LogBlock {
  key: string
  kind: 'host' | 'group' | 'succeededHosts'
  targetId: string
  state: GroupState
  isOpen: boolean
  /** The lines under the header; all of them, open or not. */
  lines: readonly LogLine[]
  event: string
  script: string
  /** How many events (of a host) or hosts (of the joined row) the row stands for. */
  stands: number
  top: number
  height: number
  /** With wrapped lines: where each line begins, from the end of the header; one more entry than lines. */
  lineTops: Float64Array | undefined
}

export interface LogLayout {
  blocks: readonly LogBlock[]
  height: number
}

/** `columns` = characters in a row when lines wrap; undefined = they do not. */
export interface LayoutOptions {
  folds: ReadonlyMap<string, boolean>
  columns: number | undefined
}

export function layoutLog(groups: readonly LineGroup[], facts: FoldFacts, options: LayoutOptions): LogLayout {
  const blocks: LogBlock[] = []
  const hosts = new Map<string, LogBlock>()
  let joined: LogBlock | undefined
  const isOpen = (key: string, usually: boolean) => options.folds.get(key) ?? usually
  const add = (block: Omit<LogBlock, 'top' | 'height' | 'lineTops'>) => {
    const made = { ...block, top: 0, height: headerHeight, lineTops: undefined }
    blocks.push(made)
    return made
  }

  for (const group of groups) {
    const { targetId, event } = group
    if (facts.hostState(targetId) === 'succeeded') {
      if (facts.joinsSucceeded) {
        joined ??= add({ ...joinedRow, isOpen: isOpen(joinedRow.key, false) })
        if (!hosts.has(targetId)) joined.stands += 1
        if (!joined.isOpen) {
          hosts.set(targetId, joined)
          continue
        }
      }
      let host = hosts.get(targetId)
      if (host === undefined) {
        const key = `host\n${targetId}`
        host = add({ ...joinedRow, key, kind: 'host', targetId, isOpen: isOpen(key, false), stands: 0 })
        hosts.set(targetId, host)
      }
      host.stands += 1
      if (!host.isOpen) {
        host.lines = group.lines
        continue
      }
    }
    const state = facts.eventState(targetId, event)
    const opensItself = state === 'running' || state === 'failed' || facts.hostState(targetId) === 'succeeded'
    add({
      key: group.key,
      kind: 'group',
      targetId,
      state,
      isOpen: isOpen(group.key, opensItself),
      lines: group.lines,
      event,
      script: group.script,
      stands: 1,
    })
  }
  return { blocks, height: place(blocks, options.columns) }
}

const joinedRow = {
  key: 'succeeded hosts',
  kind: 'succeededHosts' as const,
  targetId: '',
  state: 'succeeded' as const,
  isOpen: false,
  lines: [] as readonly LogLine[],
  event: '',
  script: '',
  stands: 0,
}

function place(blocks: readonly LogBlock[], columns: number | undefined): number {
  let top = 0
  for (const block of blocks) {
    block.top = top
    block.height = headerHeight
    if (block.kind === 'group' && block.isOpen) {
      block.lineTops = columns === undefined ? undefined : wrappedTops(block.lines, columns)
      block.height += block.lineTops?.at(-1) ?? block.lines.length * lineHeight
    }
    top += block.height
  }
  return top
}

function wrappedTops(lines: readonly LogLine[], columns: number): Float64Array {
  const tops = new Float64Array(lines.length + 1)
  lines.forEach((line, at) => {
    const rows = Math.max(1, Math.ceil(line.text.length / columns))
    tops[at + 1] = (tops[at] ?? 0) + rows * lineHeight
  })
  return tops
}

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
  const begin = block.lineTops?.[line] ?? line * lineHeight
  const end = block.lineTops?.[line + 1] ?? begin + lineHeight
  return { block, line, top: block.top + headerHeight + begin, height: end - begin }
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
    if ((block.lineTops[middle + 1] ?? 0) <= y) low = middle + 1
    else high = middle
  }
  return low
}
