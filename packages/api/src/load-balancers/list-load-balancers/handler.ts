import type { LoadBalancer } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Output } from '../../contracts.ts'
import type { Handler } from '../../handler.ts'
import type { Ports } from '../../ports.ts'
import { membersOf } from '../../queries/fleet.ts'
import { targetGroupsOf } from '../../queries/find-balancer.ts'
import { observedMembers } from '../member-health.ts'

type Overview = Output<'listLoadBalancers'>['loadBalancers'][number]

export const listLoadBalancers: Handler<'listLoadBalancers'> = async (_, { actor, ports }) => {
  const all = await ports.store.list('loadBalancers', directoryKeys.loadBalancers(actor.accountId))
  return { loadBalancers: await Promise.all(all.map((balancer) => overview(ports, balancer))) }
}

async function overview({ store, balancers }: Ports, balancer: LoadBalancer): Promise<Overview> {
  const targetGroups = await targetGroupsOf(store, balancer)
  const members = await membersOf(
    store,
    balancer.accountId,
    targetGroups.map(({ name }) => name),
  )
  const registered = members.filter(({ traffic }) => traffic === 'production')
  const seen = balancers.observed(balancer.accountId, balancer.name)
  const memberOf = observedMembers(seen?.observed)
  return {
    ...balancer,
    targetGroups: targetGroups.map(({ name, port }) => ({ name, port })),
    healthy: registered.filter((member) => memberOf(member)?.health.state === 'healthy').length,
    registered: registered.length,
    ...(seen?.trouble !== undefined && { trouble: seen.trouble }),
  }
}
