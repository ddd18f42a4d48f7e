/** The rail: words from 1024 px, icons with words on tablets, tabs at the bottom of phones. Only screens that exist. */
import { Boxes, Rocket, Server, Settings } from 'lucide-react'
import { NavLink } from 'react-router'
import { paths } from '../paths.ts'
import { cx } from '../ui/cx.ts'

const entries = [
  { name: 'Deployments', to: paths.deployments(), Icon: Rocket },
  { name: 'Applications', to: paths.applications(), Icon: Boxes },
  { name: 'Instances', to: paths.instances(), Icon: Server },
  { name: 'Settings', to: paths.settings(), Icon: Settings },
] as const

const bar =
  'fixed inset-x-0 bottom-0 z-30 flex h-16 border-t bg-surface border-line px-1 ' +
  'sm:sticky sm:top-12 sm:h-[calc(100dvh-48px)] sm:flex-col sm:gap-0.5 sm:border-r sm:border-t-0 sm:px-1.5 sm:py-3 lg:static lg:h-auto lg:px-2'
const entry =
  'flex flex-1 flex-col items-center justify-center gap-0.5 rounded-md text-xs no-underline sm:flex-none sm:py-2 ' +
  'lg:flex-row lg:justify-start lg:gap-2.5 lg:px-2.5 lg:py-1.5 lg:text-base'

export function Navigation() {
  return (
    <nav aria-label="Main" className={bar}>
      {entries.map(({ name, to, Icon }) => (
        <NavLink
          key={name}
          to={to}
          className={({ isActive }) =>
            cx(
              entry,
              name === 'Settings' && 'sm:mt-auto',
              isActive ? 'bg-accent-soft font-semibold text-accent' : 'text-muted hover:text-text',
            )
          }
        >
          <Icon size={18} strokeWidth={1.75} aria-hidden />
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
