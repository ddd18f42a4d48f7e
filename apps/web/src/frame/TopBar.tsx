/** Brand, the way to everything, the state of the connection, the clock, the theme and the person. */
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { Brand } from '../ui/Brand.tsx'
import { ClockSwitch } from './ClockSwitch.tsx'
import { CommandField } from './CommandField.tsx'
import { ConnectionCapsule } from './ConnectionCapsule.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { UserMenu } from './UserMenu.tsx'

export function TopBar() {
  return (
    <header className="sticky top-0 z-30 flex items-center gap-2 border-b border-line bg-bg px-4 sm:col-span-2 sm:gap-3">
      <Link to={paths.home()} aria-label="Sluice, home" className="text-text no-underline">
        <Brand />
      </Link>
      <CommandField />
      <span className="ml-auto" />
      <ConnectionCapsule />
      <ClockSwitch />
      <ThemeSwitch />
      <UserMenu />
    </header>
  )
}
