/**
 * Two logs side by side: the longest run of lines that say the same in both stays aligned, the rest is what differs. Lines are
 * compared by what they say in general (their templates), so numbers and names make no difference.
 */

/** A stretch of both: places `[from, to)` in each. Equal stretches have the same length on both sides. */
export interface Stretch {
  kind: 'equal' | 'different'
  a: readonly [from: number, to: number]
  b: readonly [from: number, to: number]
}

/** So many differing lines are searched through; more than that are shown as replaced. Bounds time and memory. */
const mostEdits = 1000

/** In order; neighbours are of different kinds. */
export function alignment(a: readonly string[], b: readonly string[]): Stretch[] {
  const head = commonHead(a, b)
  const tail = commonHead(a.slice(head).toReversed(), b.slice(head).toReversed())
  const middle = pairs(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return stretches(
    [
      ...places(head, 0, 0),
      ...middle.map(([x, y]): Pair => [x + head, y + head]),
      ...places(tail, a.length - tail, b.length - tail),
    ],
    a.length,
    b.length,
  )
}

/** A line of `a` and the line of `b` that says the same. */
type Pair = readonly [number, number]

const places = (count: number, x: number, y: number): Pair[] =>
  Array.from({ length: count }, (_, at): Pair => [x + at, y + at])

function commonHead(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((line, at) => line !== b[at])
  return differs < 0 ? a.length : differs
}

/**
 * Myers' greedy search (An O(ND) Difference Algorithm, 1986): the furthest reached on each diagonal after each edit. When the
 * texts differ in too much, what was found on the way that led furthest.
 */
function pairs(a: readonly string[], b: readonly string[]): Pair[] {
  const reached: Int32Array[] = []
  let row = new Int32Array(3)
  for (let edits = 0; edits <= Math.min(a.length + b.length, mostEdits); edits++) {
    const next = new Int32Array(2 * edits + 3)
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const x = follow(a, b, start(row, edits, diagonal), diagonal)
      next[diagonal + edits + 1] = x
      if (x >= a.length && x - diagonal >= b.length) return walkBack([...reached, next], diagonal, x)
    }
    reached.push(next)
    row = next
  }
  const [diagonal, x] = furthest(row, reached.length - 1)
  return walkBack(reached, diagonal, x)
}

function furthest(row: Int32Array, edits: number): [diagonal: number, x: number] {
  let [best, bestX] = [-edits, 0]
  for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
    const x = row[diagonal + edits + 1] ?? 0
    if (2 * x - diagonal > 2 * bestX - best) [best, bestX] = [diagonal, x]
  }
  return [best, bestX]
}

/** The row of `edits - 1` holds diagonal k at `k + edits`; it has one place too many at each end. */
function start(row: Int32Array, edits: number, diagonal: number): number {
  if (edits === 0) return 0
  const [left, right] = [row[diagonal - 1 + edits] ?? 0, row[diagonal + 1 + edits] ?? 0]
  if (diagonal === -edits || (diagonal !== edits && left < right)) return right
  return left + 1
}

function follow(a: readonly string[], b: readonly string[], from: number, diagonal: number): number {
  let x = from
  while (x < a.length && x - diagonal < b.length && x - diagonal >= 0 && a[x] === b[x - diagonal]) x += 1
  return x
}

function walkBack(reached: readonly Int32Array[], lastDiagonal: number, lastX: number): Pair[] {
  const found: Pair[] = []
  let [diagonal, x] = [lastDiagonal, lastX]
  for (let edits = reached.length - 1; edits >= 0; edits--) {
    const row = reached[edits - 1] ?? new Int32Array(3)
    const from = start(row, edits, diagonal)
    while (x > from) {
      x -= 1
      found.push([x, x - diagonal])
    }
    if (edits === 0) break
    const [left, right] = [row[diagonal - 1 + edits] ?? 0, row[diagonal + 1 + edits] ?? 0]
    const cameFromRight = diagonal === -edits || (diagonal !== edits && left < right)
    diagonal += cameFromRight ? 1 : -1
    x = cameFromRight ? right : left
  }
  return found.toReversed()
}

function stretches(equal: readonly Pair[], aLength: number, bLength: number): Stretch[] {
  const found: Stretch[] = []
  let [x, y] = [0, 0]
  const different = (toX: number, toY: number) => {
    if (toX > x || toY > y) found.push({ kind: 'different', a: [x, toX], b: [y, toY] })
  }
  for (const [atX, atY] of equal) {
    different(atX, atY)
    const last = found.at(-1)
    if (last?.kind === 'equal' && last.a[1] === atX && last.b[1] === atY)
      found[found.length - 1] = { kind: 'equal', a: [last.a[0], atX + 1], b: [last.b[0], atY + 1] }
    else found.push({ kind: 'equal', a: [atX, atX + 1], b: [atY, atY + 1] })
    ;[x, y] = [atX + 1, atY + 1]
  }
  different(aLength, bLength)
  return found
}
