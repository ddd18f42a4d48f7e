/**
 * How high lines are when they wrap, measured by the text that is shown: without colours, rewrites and what is cut. A
 * line is measured once; what was measured is kept while lines are only added.
 */
import type { LogLine } from '@sluice/model'
import { plainText } from './ansi.ts'

export interface WrappedTops {
  /** Where each line begins, in rows; at the place after the last one, where it ends. May be longer than that. */
  of(key: string, lines: readonly LogLine[], columns: number): Float64Array
  /** What was not asked for since the last time is forgotten. */
  sweep(): void
}

interface Measured {
  lines: readonly LogLine[]
  columns: number
  count: number
  tops: Float64Array
}

export function createWrappedTops(): WrappedTops {
  const all = new Map<string, Measured>()
  const used = new Set<string>()
  return {
    of(key, lines, columns) {
      used.add(key)
      const known = all.get(key)
      const isGrown = known?.lines === lines && known.columns === columns && known.count <= lines.length
      const measured = isGrown ? known : { lines, columns, count: 0, tops: new Float64Array(lines.length + 1) }
      measure(measured)
      all.set(key, measured)
      return measured.tops
    },
    sweep() {
      for (const key of all.keys()) if (!used.has(key)) all.delete(key)
      used.clear()
    },
  }
}

function measure(measured: Measured): void {
  const { lines, columns } = measured
  if (measured.tops.length <= lines.length) {
    const larger = new Float64Array(lines.length * 2 + 1)
    larger.set(measured.tops)
    measured.tops = larger
  }
  for (; measured.count < lines.length; measured.count++) {
    const line = lines[measured.count]
    const rows = line === undefined ? 1 : rowsOf(line, columns)
    measured.tops[measured.count + 1] = (measured.tops[measured.count] ?? 0) + rows
  }
}

const cells = new WeakMap<LogLine, number>()

function rowsOf(line: LogLine, columns: number): number {
  const known = cells.get(line) ?? cellsOf(plainText(line.text))
  cells.set(line, known)
  return Math.max(1, Math.ceil(known / columns))
}

const tabStop = 8
const isPlain = /^[ -~]*$/
const wide =
  /[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u

/** Characters of the grid that a text takes: tabs reach to their stops, wide characters take two, marks none. */
export function cellsOf(text: string): number {
  if (isPlain.test(text)) return text.length
  let taken = 0
  for (const character of text) {
    if (character === '\t') taken += tabStop - (taken % tabStop)
    else if (wide.test(character)) taken += 2
    else if (!/\p{Mark}/u.test(character)) taken += 1
  }
  return taken
}
