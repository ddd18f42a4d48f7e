/** The rail: words from 1024 px, icons with words on tablets, tabs at the bottom of phones. Only screens that exist. */
import { Boxes, ClipboardCheck, Network, Rocket, Server, Settings } from 'lucide-react'
import { useEffect } from 'react'
import { Link, useMatch } from 'react-router'
import { paths } from '../paths.ts'
import { cx } from '../ui/cx.ts'
import { useDesktopNotices } from './desktop-notices.ts'
import { useMine } from './mine.ts'
import { waitingCount } from './title.ts'
import { useWaiting } from './waiting.ts'

const entries = [
  { name: 'Approvals', to: paths.approvals(), Icon: ClipboardCheck },
  { name: 'Deployments', to: paths.deployments(), Icon: Rocket },
  { name: 'Applications', to: paths.applications(), Icon: Boxes },
  { name: 'Instances', to: paths.instances(), Icon: Server },
  { name: 'Load balancers', to: paths.loadBalancers(), Icon: Network },
  { name: 'Settings', to: paths.settings(), Icon: Settings },
] as const

const bar =
  'fixed inset-x-0 bottom-0 z-30 flex h-16 border-t bg-surface border-line px-1 ' +
  'sm:sticky sm:top-12 sm:h-[calc(100dvh-48px)] sm:flex-col sm:gap-0.5 sm:border-r sm:border-t-0 sm:px-1.5 sm:py-3 lg:static lg:h-auto lg:px-2'
const entry =
  'relative flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded-md px-0.5 text-center text-xs no-underline max-sm:tracking-tight sm:flex-none sm:py-2 ' +
  'lg:flex-row lg:justify-start lg:gap-2.5 lg:px-2.5 lg:py-1.5 lg:text-base'

export function Navigation() {
  const count = useWaitingCount()
  return (
    <nav aria-label="Main" className={bar}>
      {entries.map((one) => (
        <Entry key={one.name} {...one} count={count} />
      ))}
    </nav>
  )
}

function Entry({ name, to, Icon, count }: (typeof entries)[number] & { count: number }) {
  const isBelow = useMatch({ path: to, end: false }) !== null
  /** The approval of a deployment is below its address, and one came to it from what waits. */
  const isApproval = useMatch('/deployments/:deploymentId/approve') !== null
  const isCurrent = isApproval ? name === 'Approvals' : isBelow
  return (
    <Link
      to={to}
      aria-current={isCurrent ? 'page' : undefined}
      className={cx(
        entry,
        name === 'Settings' && 'sm:mt-auto',
        // A phone has room for five; Instances and Settings lead there.
        name === 'Load balancers' && 'max-sm:hidden',
        isCurrent ? 'bg-accent-soft font-semibold text-accent' : 'text-muted hover:text-text',
      )}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <span className="max-w-full truncate">{name}</span>
      {name === 'Approvals' && <Badge count={count} />}
    </Link>
  )
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
