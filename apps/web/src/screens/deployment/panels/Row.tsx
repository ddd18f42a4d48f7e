/** One setting: its name, and what it says. */
import type { ReactNode } from 'react'

export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 border-b border-line py-2 sm:grid-cols-[180px_1fr]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
