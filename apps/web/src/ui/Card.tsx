/** A framed region with a heading. `state` is what the data in it is worth: live, stale (shown as such) or in error. */
import { useId } from 'react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type RegionState = 'live' | 'stale' | 'error'

interface CardProps {
  title: ReactNode
  /** Beside the title, quiet. */
  aside?: ReactNode
  /** At the end of the header: switches, links. */
  actions?: ReactNode
  state?: RegionState | undefined
  className?: string
  bodyClassName?: string
  children: ReactNode
}

export function Card({ title, aside, actions, state, className, bodyClassName, children }: CardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      data-state={state}
      className={cx('flex min-w-0 flex-col rounded-lg border border-line bg-raised', className)}
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3.5 py-2.5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside !== undefined && <span className="text-xs text-muted">{aside}</span>}
        <span className="ml-auto flex items-center gap-2">{actions}</span>
      </header>
      <div className={cx('min-h-0 flex-1', bodyClassName ?? 'px-3.5 py-3')}>{children}</div>
    </section>
  )
}
