/**
 * The lines of several groups as one, in order. What was merged is kept: a new line is added at the end, and when a group
 * joins or leaves, only what came since that group's first line is merged again.
 */
import type { LogLine } from '@sluice/model'
import { placeOf } from '../../../live/log.ts'
import type { LineGroup } from './groups.ts'

export interface MergedLines {
  /** Appended in place; another array when lines came between or left. */
  of(key: string, groups: readonly LineGroup[]): readonly LogLine[]
  /** What was not asked for since the last time is forgotten. */
  sweep(): void
}

interface Merged {
  groups: readonly LineGroup[]
  lines: LogLine[]
}

export function createMergedLines(): MergedLines {
  const all = new Map<string, Merged>()
  const used = new Set<string>()
  return {
    of(key, groups) {
      used.add(key)
      const known = all.get(key) ?? { groups: [], lines: [] }
      const merged = { groups, lines: merge(known, groups) }
      all.set(key, merged)
      return merged.lines
    },
    sweep() {
      for (const key of all.keys()) if (!used.has(key)) all.delete(key)
      used.clear()
    },
  }
}

function merge({ groups: before, lines }: Merged, groups: readonly LineGroup[]): LogLine[] {
  const changed = firstChange(before, groups)
  const end = (lines.at(-1)?.seq ?? 0) + 1
  const kept = changed < end ? lines.slice(0, placeOf(lines, changed)) : lines
  const from = Math.min(changed, end)
  const fresh = groups.flatMap((group) => linesFrom(group, from))
  for (const line of fresh.sort((a, b) => a.seq - b.seq)) kept.push(line)
  return kept
}

function linesFrom({ lines }: LineGroup, seq: number): readonly LogLine[] {
  return (lines.at(-1)?.seq ?? 0) < seq ? [] : lines.slice(placeOf(lines, seq))
}

/** The first line of the groups that joined or left. */
function firstChange(before: readonly LineGroup[], groups: readonly LineGroup[]): number {
  if (before.length === groups.length && before.every((group, at) => group === groups[at])) return Infinity
  const [had, has] = [new Set(before), new Set(groups)]
  const changed = [...before.filter((group) => !has.has(group)), ...groups.filter((group) => !had.has(group))]
  return changed.reduce((first, group) => Math.min(first, group.lines[0]?.seq ?? 1), Infinity)
}
