/**
 * Which blocks a log has, from top to bottom: hosts, events and scripts, the parts that a script marked, and the gaps of what is not
 * loaded. Where they stand, log-layout.ts says.
 */
import type { LineGroup } from './groups.ts'
import type { Hole } from './log-book.ts'
import type { FoldFacts, GroupState, LayoutOptions, LogBlock } from './log-block.ts'
import type { MergedLines } from './merged-lines.ts'
import type { LineSection } from './sections.ts'

export type Unplaced = Omit<LogBlock, 'top' | 'height' | 'lineTops'>

export function blocksOf(
  groups: readonly LineGroup[],
  facts: FoldFacts,
  options: LayoutOptions,
  merged: MergedLines,
): Unplaced[] {
  const ofLines = facts.joinsHosts ? joinedBlocks(groups, facts, options, merged) : hostBlocks(groups, facts, options)
  return withHoles(ofLines, options.holes)
}

/** A hole stands before what begins after it. */
function withHoles(blocks: readonly Unplaced[], holes: readonly Hole[]): Unplaced[] {
  const all = [...blocks]
  for (const hole of holes) {
    const at = all.findIndex((block) => block.depth === 0 && block.kind !== 'hole' && block.firstSeq > hole.to)
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
  depth: 0,
  event: '',
  script: '',
  title: '',
  silentSince: undefined,
  stands: 0,
  firstAt: 0,
  lastAt: 0,
  hole,
})

/** Small fleets: one row for a host that succeeded, else its events one by one. */
function hostBlocks(groups: readonly LineGroup[], facts: FoldFacts, { folds }: LayoutOptions): Unplaced[] {
  const blocks: Unplaced[] = []
  /** What stands in an open host stands right under it, whatever others said meanwhile. */
  const inside = new Map<Unplaced, Unplaced[]>()
  const hosts = new Map<string, Unplaced>()
  for (const group of groups) {
    const state = facts.eventState(group.targetId, group.event)
    if (facts.hostState(group.targetId) !== 'succeeded') {
      blocks.push(...groupBlocks(group, { key: group.key, state, opensAll: facts.opensAll, facts, folds }))
      continue
    }
    const host = hosts.get(group.targetId) ?? hostRow(group, folds)
    if (!hosts.has(group.targetId)) blocks.push(host)
    hosts.set(group.targetId, host)
    host.stands += 1
    host.lastAt = Math.max(host.lastAt, group.lines.at(-1)?.at ?? 0)
    if (!host.isOpen) continue
    const own = groupBlocks(group, { key: group.key, state, opensAll: true, facts, folds }).map(deeper)
    inside.set(host, [...(inside.get(host) ?? []), ...own])
  }
  return blocks.flatMap((block) => [block, ...(inside.get(block) ?? [])])
}

const hostRow = (group: LineGroup, folds: ReadonlyMap<string, boolean>): Unplaced => {
  const key = hostKey(group.targetId)
  return folded(key, 'host', group, folds.get(key) ?? false)
}

export const hostKey = (targetId: string): string => `host\n${targetId}`
export const succeededKey = 'succeeded hosts'
/** Of what several hosts say in the same script. */
export const alikeKey = (state: GroupState, { event, script }: Pick<LineGroup, 'event' | 'script'>): string =>
  `${state}\n${event}\n${script}`

const deeper = (block: Unplaced): Unplaced => ({ ...block, depth: block.depth + 1 })

/** Large fleets: all succeeded hosts are one row, and what several hosts say in the same script stands together. */
function joinedBlocks(
  groups: readonly LineGroup[],
  facts: FoldFacts,
  options: LayoutOptions,
  merged: MergedLines,
): Unplaced[] {
  const { folds } = options
  const succeeded: LineGroup[] = []
  const alike = new Map<string, { state: GroupState; groups: LineGroup[] }>()
  for (const group of groups) {
    if (facts.hostState(group.targetId) === 'succeeded') {
      succeeded.push(group)
      continue
    }
    const state = facts.eventState(group.targetId, group.event)
    const key = alikeKey(state, group)
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { state, groups: [group] })
    else known.groups.push(group)
  }
  const blocks = [...alike].map(([key, { state, groups: same }]) =>
    joinedBlocksOf(same, { key, state, opensAll: false, facts, folds }, merged),
  )
  const inOrder = blocks.toSorted(([a], [b]) => (a?.firstAt ?? 0) - (b?.firstAt ?? 0))
  return [...succeededBlocks(succeeded, facts, options), ...inOrder.flat()]
}

/** One row; when it is opened, one a host. */
function succeededBlocks(groups: readonly LineGroup[], facts: FoldFacts, options: LayoutOptions): Unplaced[] {
  const first = groups[0]
  if (first === undefined) return []
  const row = folded(succeededKey, 'succeededHosts', first, options.folds.get(succeededKey) ?? false)
  row.stands = new Set(groups.map((group) => group.targetId)).size
  return row.isOpen ? [row, ...hostBlocks(groups, facts, options).map(deeper)] : [row]
}

function joinedBlocksOf(groups: readonly LineGroup[], how: HowGrouped, merged: MergedLines): Unplaced[] {
  const first = groups[0]
  if (first === undefined) throw new Error('a joined block has at least one group')
  if (groups.length === 1) return groupBlocks(first, how)
  const block = groupBlock(first, how)
  return [
    {
      ...block,
      stands: groups.length,
      silentSince: undefined,
      lines: block.isOpen ? merged.of(how.key, groups) : [],
      count: groups.reduce((sum, group) => sum + group.lines.length, 0),
      lastAt: groups.reduce((last, group) => Math.max(last, group.lines.at(-1)?.at ?? 0), 0),
    },
  ]
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
    depth: 0,
    event: '',
    script: '',
    title: '',
    silentSince: undefined,
    stands: 0,
    firstAt,
    lastAt,
    hole: undefined,
  }
}

interface HowGrouped {
  key: string
  state: GroupState
  opensAll: boolean
  facts: FoldFacts
  folds: ReadonlyMap<string, boolean>
}

/** A script's output, and below it the parts that it marked itself. */
function groupBlocks(group: LineGroup, how: HowGrouped): Unplaced[] {
  const block = groupBlock(group, how)
  if (!block.isOpen || group.sections.length === 0) return [block]
  return [
    { ...block, lines: group.head },
    ...group.sections.map((section, at) => sectionBlock(block, section, how, at === group.sections.length - 1)),
  ]
}

function groupBlock(group: LineGroup, { key, state, opensAll, facts, folds }: HowGrouped): Unplaced {
  const { targetId, event, script, lines } = group
  return {
    key,
    kind: 'group',
    depth: 0,
    targetId,
    state,
    isOpen: folds.get(key) ?? (opensAll || state === 'running' || state === 'failed'),
    lines,
    count: lines.length,
    firstSeq: lines[0]?.seq ?? 0,
    event,
    script,
    title: '',
    silentSince: state === 'running' ? facts.silentSince?.(targetId) : undefined,
    stands: 1,
    firstAt: lines[0]?.at ?? 0,
    lastAt: lines.at(-1)?.at ?? 0,
    hole: undefined,
  }
}

/** The last part of what runs or failed is what one looks for. */
function sectionBlock(group: Unplaced, section: LineSection, { state, folds }: HowGrouped, isLast: boolean): Unplaced {
  const { key, title, lines } = section
  return {
    ...group,
    key,
    kind: 'section',
    depth: 1,
    isOpen: folds.get(key) ?? (section.opens || (isLast && (state === 'running' || state === 'failed'))),
    lines,
    count: lines.length,
    firstSeq: lines[0]?.seq ?? 0,
    title,
    firstAt: lines[0]?.at ?? 0,
    lastAt: lines.at(-1)?.at ?? 0,
  }
}
