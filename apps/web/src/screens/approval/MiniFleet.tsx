/** The hosts of one side at a glance: a healthy one is light with a tick, one that is not dark with a cross. Each is a link. */
import type { ApprovalSide } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { Glyph } from '../../ui/Glyph.tsx'

/** More would be no glance; those that are not healthy come first then. */
const mostCells = 60

interface MiniFleetProps {
  name: string
  members: ApprovalSide['members']
  deploymentId: string
}

export function MiniFleet({ name, members, deploymentId }: MiniFleetProps) {
  const shown = members.length > mostCells ? worstFirst(members).slice(0, mostCells) : members
  const unhealthy = members.filter((member) => !member.healthy)
  return (
    <div className="flex flex-col gap-1.5">
      <ul aria-label={`Hosts of the ${name.toLowerCase()}`} className="flex flex-wrap gap-1">
        {shown.map((member) => (
          <li key={member.targetId}>
            <HostCell member={member} deploymentId={deploymentId} />
          </li>
        ))}
        {shown.length < members.length && (
          <li>
            <Link
              to={paths.deployment(deploymentId, 'fleet')}
              className="link inline-flex min-h-6 items-center text-xs max-sm:min-h-11"
            >
              and {(members.length - shown.length).toLocaleString('en')} more
            </Link>
          </li>
        )}
      </ul>
      {unhealthy.slice(0, 3).map((member) => (
        <p key={member.targetId} className="text-xs text-failed-text">
          ✕ <span className="mono">{member.targetId}</span>: {member.reason}
        </p>
      ))}
    </div>
  )
}

function HostCell({
  member: { targetId, healthy, reason },
  deploymentId,
}: {
  member: ApprovalSide['members'][number]
  deploymentId: string
}) {
  const word = healthy ? 'healthy' : 'not healthy'
  return (
    <Link
      to={paths.deployment(deploymentId, 'fleet', { target: targetId })}
      title={reason === '' ? `${targetId}: ${word}` : `${targetId}: ${word}, ${reason}`}
      className={cx(
        'mono inline-flex min-h-6 items-center gap-1.5 rounded-md border px-1.5 text-text no-underline hover:underline max-sm:min-h-11',
        healthy ? 'border-line bg-surface' : 'border-failed-text bg-danger-soft',
      )}
    >
      <span
        aria-hidden
        className={cx(
          'grid size-3.5 place-items-center rounded-sm border',
          healthy ? 'border-success-line bg-success' : 'border-failed bg-failed text-bg',
        )}
      >
        {!healthy && <Glyph name="failed" className="size-2.5" />}
      </span>
      {targetId}
      <span className="sr-only">, {word}</span>
    </Link>
  )
}

const worstFirst = (members: ApprovalSide['members']): ApprovalSide['members'] =>
  members.toSorted((a, b) => Number(a.healthy) - Number(b.healthy))
