/** Entries of one deployment within a minute: where, what, who and when. */
import type { ActivityInfo } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { DeploymentPill } from '../../components/StatusWord.tsx'
import { paths } from '../../paths.ts'
import { Time } from '../../ui/Time.tsx'
import { entriesOf } from './stream.ts'
import type { Entry } from './stream.ts'

export function ActivityList({ rows }: { rows: readonly ActivityInfo[] }) {
  if (rows.length === 0) return null
  return (
    <ol aria-label="Activity" className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
      {entriesOf(rows).map((entry) => (
        <EntryRow key={entry.facts.at(-1)?.place} entry={entry} />
      ))}
    </ol>
  )
}

function EntryRow({ entry: { deploymentId, facts } }: { entry: Entry }) {
  const [newest] = facts
  if (newest === undefined) return null
  return (
    <li className="px-3.5 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 [overflow-wrap:anywhere]">
        <Link
          to={paths.deployment(deploymentId)}
          className="link inline-flex min-h-6 items-center font-semibold max-sm:min-h-11"
        >
          {newest.applicationName} › {newest.deploymentGroupName}
        </Link>
        <span className="mono text-xs text-muted">{deploymentId}</span>
        <DeploymentPill deployment={newest} />
      </p>
      <ul className="mt-0.5 flex flex-col gap-0.5">
        {facts.map((fact) => (
          <li key={fact.place} className="flex items-baseline gap-3 [overflow-wrap:anywhere]">
            <span className="w-18 shrink-0 text-xs text-muted tabular-nums">
              <Time at={fact.at} style="clock" />
            </span>
            <span className="min-w-0 flex-1">{fact.text}</span>
            <span className="shrink-0 text-xs text-muted max-sm:hidden">
              <Time at={fact.at} />
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}
