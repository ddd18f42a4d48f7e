/** The states of hosts with their counts: each a link to the list of those. */
import { Link } from 'react-router'
import { cx } from '../../ui/cx.ts'
import { hostStates, searchOf } from './view.ts'
import type { HostState, InstancesView } from './view.ts'

const words: Record<HostState, string> = {
  registered: 'Registered',
  connected: 'Connected',
  silent: 'Silent',
  deregistered: 'Deregistered',
}

export function HostStates({ view, counts }: { view: InstancesView; counts: Record<HostState, number> }) {
  return (
    <nav aria-label="States" className="flex flex-wrap gap-1.5">
      {hostStates.map((state) => (
        <Link
          key={state}
          to={{ search: searchOf({ ...view, state }).toString() }}
          replace
          aria-current={state === view.state ? 'true' : undefined}
          className={cx(
            'inline-flex min-h-8 items-center gap-1.5 rounded-md border px-2.5 no-underline max-sm:min-h-11',
            state === view.state
              ? 'border-accent bg-accent-soft font-semibold text-accent'
              : 'border-line text-muted hover:text-text',
          )}
        >
          {words[state]} <b className="font-semibold">{counts[state].toLocaleString('en')}</b>
        </Link>
      ))}
    </nav>
  )
}
