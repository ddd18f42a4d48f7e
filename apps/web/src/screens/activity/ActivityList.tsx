/** Entries of one deployment within a minute: where, what, who and when. Between them, changes of the set-up. */
import type { ActivityInfo } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { DeploymentPill } from '../../components/StatusWord.tsx'
import { paths } from '../../paths.ts'
import { ChangeRow } from './ChangeRow.tsx'
import { entriesOf } from './stream.ts'
import type { Row } from './stream.ts'
import { TimedText } from './TimedText.tsx'

export function ActivityList({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return null
  return (
    <ol aria-label="Activity" className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
      {entriesOf(rows).map((entry) =>
        'change' in entry ? (
          <ChangeRow key={`change ${entry.change.place}`} change={entry.change} />
        ) : (
          <DeploymentEntry
            key={`facts ${entry.facts.at(-1)?.place}`}
            deploymentId={entry.deploymentId}
            facts={entry.facts}
          />
        ),
      )}
    </ol>
  )
}

function DeploymentEntry({ deploymentId, facts }: { deploymentId: string; facts: readonly ActivityInfo[] }) {
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
        {facts.map(({ place, at, text }) => (
          <TimedText key={place} at={at} text={text} />
        ))}
      </ul>
    </li>
  )
}
