/** The hosts of one side at a glance: a healthy one is filled and light, one that is not dark with a cross, one that left the balancer hollow. Each is a link. */
import type { ApprovalSide } from '@sluice/model'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { Glyph } from '../../ui/Glyph.tsx'

/** More would be no glance; those that are not healthy come first then. */
const mostCells = 60

interface MiniFleetProps {
  /** Then a host that is not healthy has only left the balancer. */
  isLeaving: boolean
  name: string
  /** At most the first of them, those that are not healthy before the others. */
  members: ApprovalSide['members']
  /** Of all hosts, shown or not. */
  total: number
  deploymentId: string
}

export function MiniFleet({ isLeaving, name, members, total, deploymentId }: MiniFleetProps) {
  const shown = members.length > mostCells ? worstFirst(members).slice(0, mostCells) : members
  const unhealthy = isLeaving ? [] : members.filter((member) => !member.healthy)
  return (
    <div className="flex flex-col gap-1.5">
      <ul aria-label={`Hosts of the ${name.toLowerCase()}`} className="flex flex-wrap gap-1">
        {shown.map((member) => (
          <li key={member.targetId}>
            <HostCell member={member} look={lookOf(member, isLeaving)} deploymentId={deploymentId} />
          </li>
        ))}
        {shown.length < total && (
          <li>
            <Link
              to={paths.deployment(deploymentId, 'fleet')}
              className="link inline-flex min-h-6 items-center text-xs max-sm:min-h-11"
            >
              and {(total - shown.length).toLocaleString('en')} more
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

type Member = ApprovalSide['members'][number]
type Look = keyof typeof looks

const looks = {
  healthy: { word: 'healthy', frame: 'border-line bg-surface', cell: 'border-success-line bg-success' },
  out: { word: 'out of traffic', frame: 'border-line bg-surface', cell: 'border-control' },
  ill: { word: 'not healthy', frame: 'border-failed-text bg-danger-soft', cell: 'border-failed bg-failed text-bg' },
} as const

function lookOf({ healthy }: Member, isLeaving: boolean): Look {
  if (healthy) return 'healthy'
  return isLeaving ? 'out' : 'ill'
}

interface HostCellProps {
  member: Member
  look: Look
  deploymentId: string
}

function HostCell({ member: { targetId, reason }, look, deploymentId }: HostCellProps) {
  const { word, frame, cell } = looks[look]
  return (
    <Link
      to={paths.deployment(deploymentId, 'fleet', { target: targetId })}
      title={reason === '' ? `${targetId}: ${word}` : `${targetId}: ${word}, ${reason}`}
      className={cx(
        'mono inline-flex min-h-6 items-center gap-1.5 rounded-md border px-1.5 text-text no-underline hover:underline max-sm:min-h-11',
        frame,
      )}
    >
      <span aria-hidden className={cx('grid size-3.5 place-items-center rounded-sm border', cell)}>
        {look === 'ill' && <Glyph name="failed" className="size-2.5" />}
      </span>
      {targetId}
      <span className="sr-only">, {word}</span>
    </Link>
  )
}

const worstFirst = (members: ApprovalSide['members']): ApprovalSide['members'] =>
  members.toSorted((a, b) => Number(a.healthy) - Number(b.healthy))
