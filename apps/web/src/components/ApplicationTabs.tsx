/** The parts of an application that have a screen of their own: links of a navigation that look like tabs, with how many each has. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { op } from '../query/op.ts'
import { cx } from '../ui/cx.ts'

interface ApplicationTabsProps {
  application: string
  current: 'groups' | 'revisions'
}

export function ApplicationTabs({ application, current }: ApplicationTabsProps) {
  const { data } = useQuery(op('getApplication', { applicationName: application }))
  return (
    <nav aria-label={`Parts of ${application}`} className="flex gap-4 overflow-x-auto border-b border-line px-3.5">
      <Part
        name="Deployment groups"
        count={data?.application.groupCount}
        to={paths.application(application)}
        current={current === 'groups'}
      />
      <Part
        name="Revisions"
        count={data?.application.revisionCount}
        to={paths.revisions(application)}
        current={current === 'revisions'}
      />
      <Part name="Deployments" to={paths.deployments({ application })} current={false} />
    </nav>
  )
}

interface PartProps {
  name: string
  count?: number | undefined
  to: string
  current: boolean
}

function Part({ name, count, to, current }: PartProps) {
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
      {count !== undefined && (
        <>
          {' '}
          <span className="text-xs font-normal text-muted">{count.toLocaleString('en')}</span>
        </>
      )}
    </Link>
  )
}
