/** The parts of an application that have a screen of their own: links of a navigation that look like tabs. */
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { cx } from '../ui/cx.ts'

export function ApplicationTabs({ application, current }: { application: string; current: 'groups' | 'revisions' }) {
  return (
    <nav aria-label={`Parts of ${application}`} className="flex gap-4 overflow-x-auto border-b border-line px-3.5">
      <Part name="Deployment groups" to={paths.application(application)} current={current === 'groups'} />
      <Part name="Revisions" to={paths.revisions(application)} current={current === 'revisions'} />
      <Part name="Deployments" to={paths.deployments({ application })} current={false} />
    </nav>
  )
}

function Part({ name, to, current }: { name: string; to: string; current: boolean }) {
  return (
    <Link
      to={to}
      aria-current={current ? 'page' : undefined}
      className={cx(
        'whitespace-nowrap border-b-2 py-2.5 no-underline -outline-offset-2',
        current ? 'border-accent font-semibold text-text' : 'border-transparent text-muted hover:text-text',
      )}
    >
      {name}
    </Link>
  )
}
