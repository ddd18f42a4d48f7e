/**
 * Where each header and each line of the log is: blocks from top to bottom, in pixels. Succeeded hosts and events are
 * folded, running and failed ones open, unless a person decided otherwise. Knows nothing of the page.
 */
import type { LogLine } from '@sluice/model'
import { placeOf } from '../../../live/log.ts'
import type { LineGroup } from './groups.ts'
import type { Hole } from './log-book.ts'
import { createMergedLines } from './merged-lines.ts'
import type { MergedLines } from './merged-lines.ts'
import { createWrappedTops } from './wrapped-tops.ts'
import type { WrappedTops } from './wrapped-tops.ts'

export const headerHeight = 26
export const lineHeight = 20

export type GroupState = 'running' | 'succeeded' | 'failed' | 'other'

/** What the fleet says of hosts and their events. */
export interface FoldFacts {
  hostState(targetId: string): GroupState
  eventState(targetId: string, event: string): GroupState
  /** Large fleets: succeeded hosts are one row, and the same script on several hosts is one group. */
  joinsHosts: boolean
  /** One host or one event is looked at: nothing is folded by itself. */
  opensAll: boolean
}

export interface LogBlock {
  key: string
  kind: 'host' | 'group' | 'succeededHosts' | 'hole'
  targetId: string
  state: GroupState
  isOpen: boolean
  /** The lines under the header; none of several hosts while they are folded. */
  lines: readonly LogLine[]
  /** How many lines it stands for, shown or not. */
  count: number
  /** The number of its first line. */
  firstSeq: number
  event: string
  script: string
  /** How many events (of a folded host) or hosts (of a joined row) it stands for. */
  stands: number
  /** Of the first and the last line it stands for, milliseconds since the epoch. */
  firstAt: number
  lastAt: number
  top: number
  height: number
  /** With wrapped lines: the row in which each line begins, and the one after the last. */
  lineTops: Float64Array | undefined
  /** Lines that are only in the file. */
  hole: Hole | undefined
}

export interface LogLayout {
  blocks: readonly LogBlock[]
  height: number
}

/** `columns` = characters in a row when lines wrap; undefined = they do not. */
export interface LayoutOptions {
  folds: ReadonlyMap<string, boolean>
  columns: number | undefined
  holes: readonly Hole[]
}

/** What one layout leaves to the next, so that lines that were placed are not looked at again. */
export interface LayoutMemory {
  merged: MergedLines
  tops: WrappedTops
}

export const createLayoutMemory = (): LayoutMemory => ({ merged: createMergedLines(), tops: createWrappedTops() })

type Unplaced = Omit<LogBlock, 'top' | 'height' | 'lineTops'>

export function layoutLog(
  groups: readonly LineGroup[],
  facts: FoldFacts,
  options: LayoutOptions,
  memory: LayoutMemory = createLayoutMemory(),
): LogLayout {
  const ofLines = facts.joinsHosts
    ? joinedBlocks(groups, facts, options, memory.merged)
    : hostBlocks(groups, facts, options)
  const unplaced = withHoles(ofLines, options.holes)
  const blocks = unplaced.map((block) => ({ ...block, top: 0, height: headerHeight, lineTops: undefined }))
  const height = place(blocks, options.columns, memory.tops)
  memory.merged.sweep()
  memory.tops.sweep()
  return { blocks, height }
}

/** A hole stands before what begins after it. */
function withHoles(blocks: readonly Unplaced[], holes: readonly Hole[]): Unplaced[] {
  const all = [...blocks]
  for (const hole of holes) {
    const at = all.findIndex((block) => block.kind !== 'hole' && block.firstSeq > hole.to)
    all.splice(at < 0 ? all.length : at, 0, holeBlock(hole))
  }
  return all
}

const holeBlock = (hole: Hole): Unplaced => ({
  key: `hole\n${hole.to}`,
  kind: 'hole',
  targetId: '',
  state: 'other',
  isOpen: false,
  lines: [],
  count: hole.to - hole.from + 1,
  firstSeq: hole.from,
  event: '',
  script: '',
  stands: 0,
  firstAt: 0,
  lastAt: 0,
  hole,
})

/** Small fleets: one row for a host that succeeded, else its events one by one. */
function hostBlocks(groups: readonly LineGroup[], facts: FoldFacts, { folds }: LayoutOptions): Unplaced[] {
  const blocks: Unplaced[] = []
  const hosts = new Map<string, Unplaced>()
  for (const group of groups) {
    if (facts.hostState(group.targetId) === 'succeeded') {
      const key = `host\n${group.targetId}`
      const known = hosts.get(group.targetId)
      const host = known ?? folded(key, 'host', group, folds.get(key) ?? false)
      if (known === undefined) {
        hosts.set(group.targetId, host)
        blocks.push(host)
      }
      host.stands += 1
      host.lastAt = Math.max(host.lastAt, group.lines.at(-1)?.at ?? 0)
      if (!host.isOpen) continue
    }
    const state = facts.eventState(group.targetId, group.event)
    blocks.push(groupBlock(group.key, group, group.lines, state, 1, facts.opensAll, folds))
  }
  return blocks
}

/** Large fleets: all succeeded hosts are one row, and what several hosts say in the same script stands together. */
function joinedBlocks(
  groups: readonly LineGroup[],
  facts: FoldFacts,
  { folds }: LayoutOptions,
  merged: MergedLines,
): Unplaced[] {
  const succeeded: LineGroup[] = []
  const alike = new Map<string, { state: GroupState; groups: LineGroup[] }>()
  for (const group of groups) {
    if (facts.hostState(group.targetId) === 'succeeded') {
      succeeded.push(group)
      continue
    }
    const state = facts.eventState(group.targetId, group.event)
    const key = `${state}\n${group.event}\n${group.script}`
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { state, groups: [group] })
    else known.groups.push(group)
  }
  const blocks = [...alike].map(([key, { state, groups: same }]) => joinedBlock(key, state, same, folds, merged))
  return [...succeededBlocks(succeeded, folds), ...blocks.toSorted((a, b) => a.firstAt - b.firstAt)]
}

function succeededBlocks(groups: readonly LineGroup[], folds: ReadonlyMap<string, boolean>): Unplaced[] {
  const first = groups[0]
  if (first === undefined) return []
  const key = 'succeeded hosts'
  const row = folded(key, 'succeededHosts', first, folds.get(key) ?? false)
  row.stands = new Set(groups.map((group) => group.targetId)).size
  if (!row.isOpen) return [row]
  return [row, ...groups.map((group) => groupBlock(group.key, group, group.lines, 'succeeded', 1, false, folds))]
}

function joinedBlock(
  key: string,
  state: GroupState,
  groups: readonly LineGroup[],
  folds: ReadonlyMap<string, boolean>,
  merged: MergedLines,
): Unplaced {
  const first = groups[0]
  if (first === undefined) throw new Error('a joined block has at least one group')
  const block = groupBlock(key, first, first.lines, state, groups.length, false, folds)
  if (groups.length === 1) return block
  return {
    ...block,
    lines: block.isOpen ? merged.of(key, groups) : [],
    count: groups.reduce((sum, group) => sum + group.lines.length, 0),
    lastAt: groups.reduce((last, group) => Math.max(last, group.lines.at(-1)?.at ?? 0), 0),
  }
}

function folded(key: string, kind: 'host' | 'succeededHosts', group: LineGroup, isOpen: boolean): Unplaced {
  const { targetId } = group
  const [firstAt, lastAt] = [group.lines[0]?.at ?? 0, group.lines.at(-1)?.at ?? 0]
  return {
    key,
    kind,
    targetId,
    state: 'succeeded',
    isOpen,
    lines: [],
    count: 0,
    firstSeq: group.lines[0]?.seq ?? 0,
    event: '',
    script: '',
    stands: 0,
    firstAt,
    lastAt,
    hole: undefined,
  }
}

function groupBlock(
  key: string,
  group: LineGroup,
  lines: readonly LogLine[],
  state: GroupState,
  stands: number,
  opensAll: boolean,
  folds: ReadonlyMap<string, boolean>,
): Unplaced {
  const { targetId, event, script } = group
  const isOpen = folds.get(key) ?? (opensAll || state === 'running' || state === 'failed')
  const [firstAt, lastAt] = [lines[0]?.at ?? 0, lines.at(-1)?.at ?? 0]
  const [count, firstSeq] = [lines.length, lines[0]?.seq ?? 0]
  return {
    key,
    kind: 'group',
    targetId,
    state,
    isOpen,
    lines,
    count,
    firstSeq,
    event,
    script,
    stands,
    firstAt,
    lastAt,
    hole: undefined,
  }
}

function place(blocks: readonly LogBlock[], columns: number | undefined, tops: WrappedTops): number {
  let top = 0
  for (const block of blocks) {
    block.top = top
    block.height = headerHeight
    if (block.kind === 'group' && block.isOpen) {
      block.lineTops = columns === undefined ? undefined : tops.of(block.key, block.lines, columns)
      block.height += (block.lineTops?.[block.lines.length] ?? block.lines.length) * lineHeight
    }
    top += block.height
  }
  return top
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
