/** On phones: everything that has no tab of its own. */
import { Ellipsis } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Link, useLocation } from 'react-router'
import { cx } from '../ui/cx.ts'
import { barEntry, entryLook } from './navigation-look.ts'
import { places } from './places.ts'

const others = places.filter((place) => place.onPhone !== true)

export function MorePlaces() {
  const { pathname } = useLocation()
  const isAt = (to: string) => pathname === to || pathname.startsWith(`${to}/`)
  const isCurrent = others.some(({ to }) => isAt(to))
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger aria-label="More places" className={cx(barEntry, entryLook(isCurrent), 'sm:hidden')}>
        <Ellipsis size={18} strokeWidth={1.75} aria-hidden />
        <span>More</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          side="top"
          sideOffset={6}
          className="z-50 min-w-56 rounded-lg border border-line bg-bg p-1.5 shadow-xl"
        >
          {others.map(({ name, to, Icon }) => (
            <DropdownMenu.Item key={name} asChild>
              <Link
                to={to}
                aria-current={isAt(to) ? 'page' : undefined}
                className="flex min-h-11 items-center gap-2.5 rounded-md px-2.5 text-text no-underline outline-none data-highlighted:bg-accent-soft"
              >
                <Icon size={18} strokeWidth={1.75} aria-hidden />
                {name}
              </Link>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
