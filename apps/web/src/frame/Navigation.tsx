/** The rail: words from 1024 px, icons with words on tablets. On phones four tabs at the bottom, the rest behind More. */
import { Search } from 'lucide-react'
import { useEffect } from 'react'
import { Link, useLocation, useMatch } from 'react-router'
import { cx } from '../ui/cx.ts'
import { useDesktopNotices } from './desktop-notices.ts'
import { useMine } from './mine.ts'
import { MorePlaces } from './MorePlaces.tsx'
import { barEntry, entryLook } from './navigation-look.ts'
import { openPalette } from './palette/palette-state.ts'
import { places } from './places.ts'
import type { Place } from './places.ts'
import { waitingCount } from './title.ts'
import { useWaiting } from './waiting.ts'

const bar =
  'fixed inset-x-0 bottom-0 z-30 flex h-16 border-t bg-surface border-line px-1 ' +
  'sm:sticky sm:top-12 sm:h-[calc(100dvh-48px)] sm:flex-col sm:gap-0.5 sm:overflow-y-auto sm:border-r sm:border-t-0 sm:px-1.5 sm:py-3 lg:static lg:h-auto lg:px-2'

export function Navigation() {
  const count = useWaitingCount()
  const firstOfLast = places.find((place) => place.isLast)
  return (
    <nav aria-label="Main" className={bar}>
      {places.map((place) => (
        <Entry key={place.name} place={place} count={count} isPushedDown={place === firstOfLast} />
      ))}
      <button type="button" onClick={() => openPalette()} className={cx(barEntry, entryLook(false), 'sm:hidden')}>
        <Search size={18} strokeWidth={1.75} aria-hidden />
        <span>Search</span>
      </button>
      <MorePlaces />
    </nav>
  )
}

function Entry({ place, count, isPushedDown }: { place: Place; count: number; isPushedDown: boolean }) {
  const { name, to, Icon } = place
  const isCurrent = useIsCurrent(place)
  return (
    <Link
      to={to}
      aria-current={isCurrent ? 'page' : undefined}
      className={cx(
        barEntry,
        entryLook(isCurrent),
        place.onPhone !== true && 'max-sm:hidden',
        isPushedDown && 'sm:mt-auto',
      )}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <span>{name}</span>
      {name === 'Approvals' && <Badge count={count} />}
    </Link>
  )
}

function useIsCurrent({ name, to }: Place): boolean {
  const isBelow = useMatch({ path: to, end: to === '/' }) !== null
  /** The approval of a deployment is below its address, and one came to it from what waits. */
  const isApproval = /^\/deployments\/[^/]+\/approve$/.test(useLocation().pathname)
  return isApproval ? name === 'Approvals' : isBelow
}

/** How many wait for this person, for the badge, the title of the tab and the notices of the desktop. */
function useWaitingCount(): number {
  const mine = useMine(useWaiting())
  useDesktopNotices(mine.isKnown ? mine.rows : undefined)
  const count = mine.rows.length
  useEffect(() => waitingCount.set(count), [count])
  useEffect(() => () => waitingCount.set(0), [])
  return count
}

function Badge({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span className="absolute right-1 top-1 min-w-5 rounded-full border border-ready-line bg-warning-soft px-1.5 text-center text-xs font-semibold text-ready-text lg:static lg:ml-auto">
      <span aria-hidden>{count}</span>
      <span className="sr-only">, {count} waiting</span>
    </span>
  )
}
