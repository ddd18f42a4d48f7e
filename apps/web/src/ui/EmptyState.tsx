/** Says what the thing is, why there is none, and what to do first. */
import type { ReactNode } from 'react'

export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-14 text-center">
      <svg width="56" height="40" viewBox="0 0 56 40" fill="none" aria-hidden className="text-control">
        <rect x="1" y="5" width="16" height="30" rx="3" stroke="currentColor" strokeDasharray="3 3" />
        <rect x="39" y="5" width="16" height="30" rx="3" stroke="currentColor" strokeDasharray="3 3" />
        <path d="M21 20h14m-5-5 5 5-5 5" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
      </svg>
      <h2 className="text-lg font-semibold">{title}</h2>
      {children !== undefined && <div className="text-muted">{children}</div>}
      {action}
    </div>
  )
}
