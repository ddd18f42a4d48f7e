/** What there is to set, as links: beside the sections, or above them where there is no room. */
import { Link, useLocation } from 'react-router'
import { paths } from '../../paths.ts'
import type { SettingsSection } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'

export interface IndexEntry {
  name: SettingsSection
  title: string
}

export function SettingsIndex({ entries }: { entries: readonly IndexEntry[] }) {
  const { hash } = useLocation()
  return (
    <nav aria-label="Sections of the settings" className="lg:sticky lg:top-4">
      <ul className="flex flex-wrap gap-x-1 lg:flex-col">
        {entries.map(({ name, title }) => {
          const isHere = hash === `#${name}`
          return (
            <li key={name}>
              <Link
                to={paths.settings(name)}
                aria-current={isHere ? 'location' : undefined}
                className={cx(
                  'flex min-h-9 items-center rounded-md px-2.5 no-underline hover:bg-surface max-sm:min-h-11',
                  isHere ? 'bg-accent-soft font-semibold text-text' : 'text-muted',
                )}
              >
                {title}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
