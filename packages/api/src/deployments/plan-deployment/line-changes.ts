/** Two texts as lines with `+`, `-` or a blank before them: the longest common part stays, so little looks changed. */

/** Cells of the table that the search may fill; beyond it everything between the common ends is shown as replaced. */
const mostCells = 1_000_000

export function lineChanges(before: string, after: string): string[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const head = commonHead(old, now)
  const tail = commonHead(old.slice(head).toReversed(), now.slice(head).toReversed())
  return [
    ...old.slice(0, head).map(kept),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...old.slice(old.length - tail).map(kept),
  ]
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/))
const kept = (line: string): string => ` ${line}`
const removed = (line: string): string => `-${line}`
const added = (line: string): string => `+${line}`

function commonHead(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((line, at) => line !== b[at])
  return differs < 0 ? a.length : differs
}

function middle(old: readonly string[], now: readonly string[]): string[] {
  if (old.length * now.length > mostCells) return [...old.map(removed), ...now.map(added)]
  const common = commonLengths(old, now)
  const lines: string[] = []
  let [i, j] = [0, 0]
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      lines.push(kept(old[i] ?? ''))
      i += 1
      j += 1
    } else if (at(common, i + 1, j) >= at(common, i, j + 1)) lines.push(removed(old[i++] ?? ''))
    else lines.push(added(now[j++] ?? ''))
  }
  return [...lines, ...old.slice(i).map(removed), ...now.slice(j).map(added)]
}

/** `[i][j]`: the most lines that the rests from i and from j have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i]
      if (row === undefined) continue
      row[j] = old[i] === now[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  return table
}

const at = (table: readonly Uint32Array[], i: number, j: number): number => table[i]?.[j] ?? 0
