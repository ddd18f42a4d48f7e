/**
 * The rows in memory, kept by their changes: what a balancer should do costs no read of the store, however many members a
 * group has. A change carries its commit's generation to the balancer it concerns, and to no other.
 */
import type { DesiredBalancer, LoadBalancer, TargetGroup, TargetGroupMember } from '@sluice/model'
import { memberKey, namedKey, type ChangedRows, type RowChange, type RowChangeOf, type Rows } from './rows.ts'

export interface Mirror {
  balancers: ReadonlyMap<string, LoadBalancer>
  groups: ReadonlyMap<string, TargetGroup>
  /** By the key of their target group, then by their own. */
  members: ReadonlyMap<string, ReadonlyMap<string, TargetGroupMember>>
  load(rows: Rows): Promise<void>
  /** What was touched by these changes, by keys. */
  take(changed: ChangedRows): Touched
  generation(balancerKey: string): number
  groupsOf(balancerKey: string): Iterable<string>
  desired(balancerKey: string): DesiredBalancer | undefined
}

export interface Touched {
  balancers: Set<string>
  groups: Set<string>
  members: Set<string>
}

export function createMirror(): Mirror {
  const balancers = new Map<string, LoadBalancer>()
  const groups = new Map<string, TargetGroup>()
  const members = new Map<string, Map<string, TargetGroupMember>>()
  const groupsOf = new Map<string, Set<string>>()
  const generations = new Map<string, number>()

  async function load(rows: Rows): Promise<void> {
    const generation = rows.generation()
    for (const row of await rows.loadBalancers()) {
      const key = namedKey(row.accountId, row.name)
      balancers.set(key, row)
      generations.set(key, generation)
    }
    for (const row of await rows.targetGroups()) {
      putGroup(namedKey(row.accountId, row.name), row)
      for (const member of await rows.members(row)) putMember(memberKey(member), member)
    }
  }

  function take({ generation, changes }: ChangedRows): Touched {
    const touched: Touched = { balancers: new Set(), groups: new Set(), members: new Set() }
    for (const change of changes) takeOne(change, touched)
    for (const key of touched.balancers) generations.set(key, generation)
    return touched
  }

  function takeOne(change: RowChange, touched: Touched): void {
    if (change.collection === 'loadBalancers') takeBalancer(change, touched)
    else if (change.collection === 'targetGroups') takeGroup(change, touched)
    else takeMember(change, touched)
  }

  function takeBalancer(change: RowChangeOf<'loadBalancers'>, touched: Touched): void {
    if ('put' in change) balancers.set(change.key, change.put)
    else balancers.delete(change.key)
    touched.balancers.add(change.key)
    for (const group of groupsOf.get(change.key) ?? []) touched.groups.add(group)
  }

  function takeGroup(change: RowChangeOf<'targetGroups'>, touched: Touched): void {
    touchBalancerOf(change.key, touched)
    if ('put' in change) putGroup(change.key, change.put)
    else removeGroup(change.key)
    touchBalancerOf(change.key, touched)
    touched.groups.add(change.key)
  }

  function takeMember(change: RowChangeOf<'targetGroupMembers'>, touched: Touched): void {
    if ('put' in change) putMember(change.key, change.put)
    else members.get(groupKeyOf(change.key))?.delete(change.key)
    touchBalancerOf(groupKeyOf(change.key), touched)
    touched.members.add(change.key)
  }

  function touchBalancerOf(groupKey: string, touched: Touched): void {
    const group = groups.get(groupKey)
    if (group !== undefined) touched.balancers.add(balancerKeyOf(group))
  }

  function putGroup(key: string, group: TargetGroup): void {
    removeGroup(key)
    groups.set(key, group)
    const siblings = groupsOf.get(balancerKeyOf(group)) ?? new Set()
    groupsOf.set(balancerKeyOf(group), siblings.add(key))
  }

  /** Members of a group that is gone are not forgotten: their rows are still there, and it may come again. */
  function removeGroup(key: string): void {
    const group = groups.get(key)
    if (group === undefined) return
    groupsOf.get(balancerKeyOf(group))?.delete(key)
    groups.delete(key)
  }

  function putMember(key: string, member: TargetGroupMember): void {
    const siblings = members.get(groupKeyOf(key)) ?? new Map<string, TargetGroupMember>()
    members.set(groupKeyOf(key), siblings.set(key, member))
  }

  function desired(balancerKey: string): DesiredBalancer | undefined {
    const balancer = balancers.get(balancerKey)
    if (balancer === undefined) return undefined
    const { name, listeners, healthCheck, drainSeconds } = balancer
    const targetGroups = [...(groupsOf.get(balancerKey) ?? [])].toSorted().flatMap(desiredGroup)
    return { name, generation: generationOf(balancerKey), listeners, healthCheck, drainSeconds, targetGroups }
  }

  function desiredGroup(key: string): DesiredBalancer['targetGroups'] {
    const group = groups.get(key)
    if (group === undefined) return []
    return [{ name: group.name, members: [...(members.get(key)?.values() ?? [])].map(desiredMember) }]
  }

  const generationOf = (balancerKey: string) => generations.get(balancerKey) ?? 0

  return {
    balancers,
    groups,
    members,
    load,
    take,
    generation: generationOf,
    groupsOf: (balancerKey) => groupsOf.get(balancerKey) ?? [],
    desired,
  }
}

function desiredMember(row: TargetGroupMember): DesiredBalancer['targetGroups'][number]['members'][number] {
  const { accountId: _account, targetGroupName: _group, ...member } = row
  return member
}

export const balancerKeyOf = (group: TargetGroup): string => namedKey(group.accountId, group.loadBalancerName)
/** Names hold no `/`. */
export const groupKeyOf = (key: string): string => key.slice(0, key.lastIndexOf('/'))
