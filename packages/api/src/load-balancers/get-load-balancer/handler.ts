import type { LoadBalancer, ObservedMember, TargetGroup, TargetGroupMember } from '@sluice/model'
import type { MemberInfo } from '../../contracts.ts'
import type { Handler } from '../../handler.ts'
import type { Ports } from '../../ports.ts'
import { membersOf } from '../../queries/fleet.ts'
import { findLoadBalancer, targetGroupsOf } from '../../queries/find-balancer.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { usersOfTargetGroups } from '../../queries/target-group-use.ts'
import { observedMembers } from '../member-health.ts'

const lastMinute = 60_000
/** In each target group the first so many: whoever looks asks again every two seconds. */
const mostMeasured = 50

type MemberOf = ReturnType<typeof observedMembers>

export const getLoadBalancer: Handler<'getLoadBalancer'> = async ({ name }, { actor, ports }) => {
  const loadBalancer = await findLoadBalancer(ports.store, actor.accountId, name)
  const targetGroups = await targetGroupsOf(ports.store, loadBalancer)
  const usersOf = await usersOfTargetGroups(ports.store, actor.accountId)
  const seen = ports.balancers.observed(actor.accountId, name)
  const memberOf = observedMembers(seen?.observed)
  return {
    loadBalancer,
    listeners: seen?.observed?.listeners ?? [],
    targetGroups: await Promise.all(
      targetGroups.map(async (targetGroup) => ({
        name: targetGroup.name,
        port: targetGroup.port,
        members: await membersIn(ports, loadBalancer, targetGroup, memberOf),
        usedBy: usersOf(targetGroup.name).map(({ applicationName, deploymentGroupName }) => ({
          applicationName,
          deploymentGroupName,
        })),
      })),
    ),
    ...(seen?.trouble !== undefined && { trouble: seen.trouble }),
    ...(seen?.at !== undefined && { observedAt: isoTime(seen.at) }),
  }
}

async function membersIn(
  ports: Ports,
  balancer: LoadBalancer,
  { name }: TargetGroup,
  memberOf: MemberOf,
): Promise<MemberInfo[]> {
  const rows = await membersOf(ports.store, balancer.accountId, [name])
  const members = rows.toSorted((a, b) => byNaturalOrder(a.targetId, b.targetId))
  return Promise.all(
    members.map(async (row, at) => {
      const measured = at < mostMeasured ? await measureOf(ports, balancer, row) : undefined
      return { ...memberInfo(row, memberOf(row)), ...(measured && { measured }) }
    }),
  )
}

function memberInfo(row: TargetGroupMember, seen: ObservedMember | undefined): MemberInfo {
  const { accountId: _, targetGroupName: __, ...member } = row
  return { ...member, ...(seen && { health: seen.health, open: seen.open }) }
}

function measureOf({ balancers, now }: Ports, { accountId, name }: LoadBalancer, row: TargetGroupMember) {
  return balancers.measure(accountId, name, {
    targetGroupName: row.targetGroupName,
    targetIds: [row.targetId],
    listener: row.traffic === 'test' ? 'test' : 'production',
    since: now() - lastMinute,
  })
}
