import type { LoadBalancer, ObservedBalancer, TargetGroup, TargetGroupMember } from '@sluice/model'
import type { MemberInfo } from '../../contracts.ts'
import type { Handler } from '../../handler.ts'
import type { Ports } from '../../ports.ts'
import { membersOf } from '../../queries/fleet.ts'
import { findLoadBalancer, targetGroupsOf } from '../../queries/find-balancer.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { usersOfTargetGroups } from '../../queries/target-group-use.ts'
import { observedMember } from '../member-health.ts'

const lastMinute = 60_000

export const getLoadBalancer: Handler<'getLoadBalancer'> = async ({ name }, { actor, ports }) => {
  const loadBalancer = await findLoadBalancer(ports.store, actor.accountId, name)
  const targetGroups = await targetGroupsOf(ports.store, loadBalancer)
  const usersOf = await usersOfTargetGroups(ports.store, actor.accountId)
  const seen = ports.balancers.observed(actor.accountId, name)
  return {
    loadBalancer,
    listeners: seen?.observed?.listeners ?? [],
    targetGroups: await Promise.all(
      targetGroups.map(async (targetGroup) => ({
        name: targetGroup.name,
        port: targetGroup.port,
        members: await membersIn(ports, loadBalancer, targetGroup, seen?.observed),
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
  observed: ObservedBalancer | undefined,
): Promise<MemberInfo[]> {
  const rows = await membersOf(ports.store, balancer.accountId, [name])
  const members = rows.toSorted((a, b) => byNaturalOrder(a.targetId, b.targetId))
  return Promise.all(members.map((row) => memberInfo(ports, balancer, row, observed)))
}

async function memberInfo(
  { balancers, now }: Ports,
  { accountId, name }: LoadBalancer,
  row: TargetGroupMember,
  observed: ObservedBalancer | undefined,
): Promise<MemberInfo> {
  const { accountId: _, targetGroupName, ...member } = row
  const seen = observedMember(observed, row)
  const measured = await balancers.measure(accountId, name, {
    targetGroupName,
    targetIds: [row.targetId],
    listener: row.traffic === 'test' ? 'test' : 'production',
    since: now() - lastMinute,
  })
  return { ...member, ...(seen && { health: seen.health, open: seen.open }), ...(measured && { measured }) }
}
