/** A plain table. On narrow screens it scrolls inside its own frame, never the page: `relative`, so that words for listeners stay inside too. */
import type { ReactNode, TableHTMLAttributes, TdHTMLAttributes, ThHTMLAttributes } from 'react'
import { cx } from './cx.ts'

export function Table({
  className,
  children,
  ...rest
}: TableHTMLAttributes<HTMLTableElement> & { children: ReactNode }) {
  return (
    <div className="relative overflow-x-auto">
      <table {...rest} className={cx('w-full border-collapse text-left', className)}>
        {children}
      </table>
    </div>
  )
}

export function Th({ className, ...rest }: ThHTMLAttributes<HTMLTableCellElement>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx('border-b border-line px-3 py-2 text-xs font-semibold whitespace-nowrap text-muted', className)}
    />
  )
}

export function Td({ className, ...rest }: TdHTMLAttributes<HTMLTableCellElement>) {
  return <td {...rest} className={cx('border-b border-line px-3 py-2 align-middle', className)} />
}
