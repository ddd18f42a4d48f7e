/**
 * Tabs that are links: what can be seen can be sent. Arrow keys, Home and End move between them, the space bar opens
 * one, as with all tabs.
 */
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { Link } from 'react-router'
import type { To } from 'react-router'
import { cx } from './cx.ts'

export interface TabLink {
  name: string
  to: To
  current: boolean
}

interface TabsProps {
  /** What the tabs are views of: "Deployment views". */
  label: string
  tabs: readonly TabLink[]
  /** The id of the panel they fill. */
  panelId?: string
  className?: string
}

export function Tabs({ label, tabs, panelId, className }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    if (event.key === ' ') links[at]?.click()
    else {
      const next = placeAfter(event.key, at, links.length)
      if (next === undefined) return
      links.at(next)?.focus()
    }
    event.preventDefault()
  }
  return (
    <div
      ref={list}
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={press}
      className={cx('flex gap-4 overflow-x-auto border-b border-line px-3.5', className)}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.name}
          to={tab.to}
          replace
          preventScrollReset
          role="tab"
          aria-selected={tab.current}
          aria-controls={tab.current ? panelId : undefined}
          tabIndex={tab.current ? 0 : -1}
          className={cx(
            'whitespace-nowrap border-b-2 py-2.5 no-underline -outline-offset-2',
            tab.current ? 'border-accent font-semibold text-text' : 'border-transparent text-muted hover:text-text',
          )}
        >
          {tab.name}
        </Link>
      ))}
    </div>
  )
}

/** Where a key leads from the tab at a place; undefined for keys that lead nowhere. */
function placeAfter(key: string, at: number, size: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % size
    case 'ArrowLeft':
      return at - 1
    case 'Home':
      return 0
    case 'End':
      return -1
    default:
      return undefined
  }
}
