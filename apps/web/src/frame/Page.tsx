/**
 * The head of a screen: breadcrumb, the one h1, actions. It sets the document's title and moves the focus to the h1
 * when the route changes, so that people who listen know where they are.
 */
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { useTitle } from './title.ts'

export interface Crumb {
  name: ReactNode
  to?: string
}

interface PageHeadProps {
  /** The document's title and, without `heading`, the h1. */
  title: string
  heading?: ReactNode
  crumbs?: readonly Crumb[]
  actions?: ReactNode
  /** Under the h1: a sentence, facts. */
  children?: ReactNode
}

export function PageHead({ title, heading, crumbs = [], actions, children }: PageHeadProps) {
  const h1 = useRouteFocus()
  useTitle(title)
  return (
    <header className="border-b border-line px-4 pb-3 pt-3.5 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <Breadcrumb crumbs={crumbs} />
          <h1
            ref={h1}
            tabIndex={-1}
            className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xl font-semibold tracking-tight [overflow-wrap:anywhere]"
          >
            {heading ?? title}
          </h1>
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </header>
  )
}

function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  if (crumbs.length === 0) return null
  return (
    <nav aria-label="Breadcrumb" className="mb-0.5 text-xs text-muted">
      <ol className="flex flex-wrap items-center gap-1.5 [overflow-wrap:anywhere]">
        {crumbs.map((crumb, at) => (
          <li key={at} className="flex items-center gap-1.5">
            {at > 0 && <span aria-hidden>›</span>}
            {crumb.to === undefined ? (
              <span aria-current="page">{crumb.name}</span>
            ) : (
              <Link
                to={crumb.to}
                className="inline-flex min-h-6 items-center text-muted no-underline hover:text-text hover:underline max-sm:-my-2.5 max-sm:min-h-11"
              >
                {crumb.name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Focuses the h1 when a navigation brought this screen up; not on the first load of the page. */
function useRouteFocus() {
  const h1 = useRef<HTMLHeadingElement>(null)
  const { key } = useLocation()
  const isFirstLoad = useRef(key === 'default')
  useEffect(() => {
    if (!isFirstLoad.current) h1.current?.focus()
  }, [])
  return h1
}
