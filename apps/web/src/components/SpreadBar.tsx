/** Shares of a whole as a bar. It is decoration: whoever draws it says the same in words beside it. */
import { cx } from '../ui/cx.ts'

export interface BarShare {
  count: number
  look: string
}

export function SpreadBar({ shares }: { shares: readonly BarShare[] }) {
  const total = shares.reduce((sum, { count }) => sum + count, 0)
  return (
    <span aria-hidden className="flex h-3 gap-0.5 overflow-hidden rounded-sm">
      {shares.map(
        ({ count, look }, at) =>
          count > 0 && (
            <span key={at} className={cx('min-w-1 rounded-sm', look)} style={{ width: `${(100 * count) / total}%` }} />
          ),
      )}
    </span>
  )
}
