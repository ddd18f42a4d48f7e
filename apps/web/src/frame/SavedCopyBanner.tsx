/** What is shown was kept from before, because the server does not answer: since when, and what that means. */
import { retryNow } from '../live/bridge.ts'
import { queryClient } from '../query/client.ts'
import { copies } from '../query/copies/browser-copies.ts'
import { Button } from '../ui/Button.tsx'
import { useStore } from '../ui/store.ts'
import { Time } from '../ui/Time.tsx'

export function SavedCopyBanner() {
  const savedAt = useStore(copies.savedAt)
  if (savedAt === undefined) return null
  return (
    <div
      role="status"
      aria-label="Saved copy"
      data-state="stale"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-warning-soft px-4 py-2 text-sm text-ready-text sm:px-6"
    >
      <span>
        <strong>
          Saved copy of <Time at={savedAt} style={isToday(savedAt) ? 'short' : 'full'} />.
        </strong>{' '}
        The server does not answer. What you see may have changed; nothing can be changed here until it answers again.
      </span>
      <Button onClick={tryAgain}>Retry now</Button>
    </div>
  )
}

function tryAgain(): void {
  retryNow()
  void queryClient.refetchQueries({ type: 'active' })
}

const isToday = (at: number): boolean => new Date(at).toDateString() === new Date().toDateString()
