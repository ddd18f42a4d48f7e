/** Rows as the product keeps them: commits with numbers, and a feed of what they changed. */
import { firstAccountId, type LoadBalancer, type TargetGroup, type TargetGroupMember } from '@sluice/model'
import type { MemberChange } from '../mover/member-writer.ts'
import { memberKey, namedKey, type ChangedRows, type RowChange, type Rows } from '../reconciler/rows.ts'

const createTime = '2026-11-22T14:02:00.000Z'

export function aLoadBalancer(over: Partial<LoadBalancer> = {}): LoadBalancer {
  return {
    accountId: firstAccountId,
    name: 'edge',
    kind: 'embedded',
    listeners: { production: 4680, test: 4681 },
    healthCheck: {
      path: '/health',
      intervalSeconds: 2,
      timeoutSeconds: 2,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
      matcher: '200-299',
    },
    drainSeconds: 30,
    createTime,
    createdBy: 'Dana',
    ...over,
  }
}

export function aTargetGroup(over: Partial<TargetGroup> = {}): TargetGroup {
  return {
    accountId: firstAccountId,
    name: 'shop',
    loadBalancerName: 'edge',
    port: 8080,
    createTime,
    createdBy: 'Dana',
    ...over,
  }
}

export function aMember(over: Partial<TargetGroupMember> = {}): TargetGroupMember {
  return {
    accountId: firstAccountId,
    targetGroupName: 'shop',
    targetId: 'web-1',
    address: '10.0.0.1',
    port: 8080,
    weight: 1,
    traffic: 'production',
    ...over,
  }
}

export type ADirectory = ReturnType<typeof aDirectory>

/** Starts with one balancer and one target group at generation 100. */
export function aDirectory() {
  const tables = {
    loadBalancers: new Map<string, LoadBalancer>(),
    targetGroups: new Map<string, TargetGroup>(),
    targetGroupMembers: new Map<string, TargetGroupMember>(),
  }
  const listeners = new Set<(changed: ChangedRows) => void>()
  const commits: ChangedRows[] = []
  let generation = 99
  let failures = 0

  function commit(changes: RowChange[]): number {
    generation += 1
    for (const change of changes) {
      if ('remove' in change) tables[change.collection].delete(change.key)
      else if (change.collection === 'loadBalancers') tables.loadBalancers.set(change.key, change.put)
      else if (change.collection === 'targetGroups') tables.targetGroups.set(change.key, change.put)
      else tables.targetGroupMembers.set(change.key, change.put)
    }
    commits.push({ generation, changes })
    listeners.forEach((listener) => listener({ generation, changes }))
    return generation
  }

  const balancerChange = (put: LoadBalancer): RowChange => ({
    collection: 'loadBalancers',
    key: namedKey(put.accountId, put.name),
    put,
  })
  const groupChange = (put: TargetGroup): RowChange => ({
    collection: 'targetGroups',
    key: namedKey(put.accountId, put.name),
    put,
  })
  const memberChange = (change: MemberChange): RowChange =>
    'put' in change
      ? { collection: 'targetGroupMembers', key: memberKey(change.put), put: change.put }
      : { collection: 'targetGroupMembers', key: memberKey(change.remove), remove: true }

  const rows: Rows = {
    generation: () => generation,
    loadBalancers: async () => [...tables.loadBalancers.values()],
    targetGroups: async () => [...tables.targetGroups.values()],
    members: async ({ accountId, name }) =>
      [...tables.targetGroupMembers.values()].filter(
        (row) => row.accountId === accountId && row.targetGroupName === name,
      ),
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }

  commit([balancerChange(aLoadBalancer()), groupChange(aTargetGroup())])
  return {
    rows,
    /** Every commit so far. */
    commits,
    put: (...members: Partial<TargetGroupMember>[]) =>
      commit(members.map((over) => memberChange({ put: aMember(over) }))),
    putBalancer: (over: Partial<LoadBalancer> = {}) => commit([balancerChange(aLoadBalancer(over))]),
    putGroup: (over: Partial<TargetGroup> = {}) => commit([groupChange(aTargetGroup(over))]),
    removeMember: (targetId: string) =>
      commit([memberChange({ remove: { accountId: firstAccountId, targetGroupName: 'shop', targetId } })]),
    removeGroup: (name = 'shop') =>
      commit([{ collection: 'targetGroups', key: namedKey(firstAccountId, name), remove: true }]),
    removeBalancer: (name = 'edge') =>
      commit([{ collection: 'loadBalancers', key: namedKey(firstAccountId, name), remove: true }]),
    member: (targetId: string, targetGroupName = 'shop') =>
      tables.targetGroupMembers.get(memberKey({ accountId: firstAccountId, targetGroupName, targetId })),
    /** As the mover is wired: resolves after the commit; nothing is put into a group that is gone. */
    async write(changes: readonly MemberChange[]): Promise<void> {
      await Promise.resolve()
      if (failures > 0) {
        failures -= 1
        throw new Error('the change could not be stored')
      }
      const kept = changes.filter(
        (change) =>
          'remove' in change || tables.targetGroups.has(namedKey(change.put.accountId, change.put.targetGroupName)),
      )
      commit(kept.map(memberChange))
    },
    /** The next writes fail. */
    failWrites(count: number): void {
      failures = count
    },
    /** As after a restore of an older copy. */
    goBackTo(earlier: number): void {
      generation = earlier
    },
  }
}
