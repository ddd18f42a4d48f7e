/** Tabs that are links: what can be seen can be sent. `aria-current` marks the open one. */
import { Link } from 'react-router'
import type { To } from 'react-router'
import { cx } from './cx.ts'

export interface TabLink {
  name: string
  to: To
  current: boolean
  /** Classes of the entry, for tabs that exist only on narrow screens. */
  className?: string
}

export function Tabs({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line px-3.5">
      {tabs.map((tab) => (
        <Link
          key={tab.name}
          to={tab.to}
          replace
          preventScrollReset
          aria-current={tab.current ? 'page' : undefined}
          className={cx(
            'border-b-2 py-2.5 whitespace-nowrap -outline-offset-2',
            tab.current ? 'border-accent font-semibold text-text' : 'border-transparent text-muted hover:text-text',
            tab.className,
          )}
        >
          {tab.name}
        </Link>
      ))}
    </nav>
  )
}
