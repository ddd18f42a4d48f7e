/** One target group: its name, its balancer, and its hosts. */
import { Link } from 'react-router'
import { paths } from '../paths.ts'
import { MembersTable } from './MembersTable.tsx'
import type { MembersTableProps } from './MembersTable.tsx'
import type { ShownTargetGroup } from './use-target-groups.ts'

interface TargetGroupMembersProps extends Omit<MembersTableProps, 'label' | 'members'> {
  shown: ShownTargetGroup
  isShown?: (targetId: string) => boolean
}

export function TargetGroupMembers({ shown, isShown = () => true, ...table }: TargetGroupMembersProps) {
  const { group, loadBalancerName, trouble } = shown
  const members = group.members.filter(({ targetId }) => isShown(targetId))
  return (
    <section className="pb-3">
      <h3 className="flex flex-wrap items-baseline gap-x-2 px-3.5 pt-3 pb-1">
        <b className="font-semibold">{group.name}</b>
        <Link className="link text-xs" to={paths.loadBalancer(loadBalancerName)}>
          of {loadBalancerName}
        </Link>
        {trouble !== undefined && <span className="text-xs text-ready-text">◆ {trouble}</span>}
      </h3>
      {members.length === 0 ? (
        <p className="px-3.5 text-sm text-muted">No host is registered here now.</p>
      ) : (
        <MembersTable label={`Members of ${group.name}`} members={members} {...table} />
      )}
    </section>
  )
}
