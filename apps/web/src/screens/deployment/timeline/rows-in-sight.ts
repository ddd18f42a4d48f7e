/** Which rows exist: those in sight and a few more, out of a pool that does not grow with the fleet. */
import { rowHeight } from './RowBars.tsx'

const spare = 6

interface Sight {
  /** `[from, to)` */
  from: number
  to: number
  /** How many rows there are at most: the row at `n` is drawn by `n % pool`. */
  pool: number
}

export function rowsInSight({ top, height, count }: { top: number; height: number; count: number }): Sight {
  const pool = Math.ceil(height / rowHeight) + 1 + 2 * spare
  const from = Math.max(0, Math.min(count - pool, Math.floor(top / rowHeight) - spare))
  return { from, to: Math.min(count, from + pool), pool }
}

/** How far to scroll so that a row is in sight. The head of the axis covers the first pixels. */
export function moveTo(at: number, top: number, height: number): number {
  const headHeight = 41
  const [start, end] = [at * rowHeight, (at + 1) * rowHeight + headHeight]
  if (start < top) return start
  return end > top + height ? end - height : top
}
