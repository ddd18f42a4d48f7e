/** The directory as the load balancers' room needs it: rows with the commit's number as generation, and writes of members. */
import type { Conductor } from '@sluice/conductor'
import { isRowChange, type MemberChange, type Rows, type TrafficMoverNeeds } from '@sluice/load-balancers'
import {
  firstAccountId,
  isRefusal,
  RefusalError,
  type Actor,
  type TargetGroup,
  type TargetGroupMember,
} from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'

export function balancerRows(conductor: Conductor, store: Store): Rows {
  return {
    generation: () => store.lastSeq(),
    loadBalancers: () => store.list('loadBalancers', ''),
    targetGroups: () => store.list('targetGroups', ''),
    members: ({ accountId, name }) => store.list('targetGroupMembers', directoryKeys.members(accountId, name)),
    onChanged: (listener) =>
      conductor.onCommitted(({ seq, directory }) => {
        const changes = directory.filter(isRowChange)
        if (changes.length > 0) listener({ generation: seq, changes })
      }),
  }
}

const service: Actor = { kind: 'service', accountId: firstAccountId, name: 'Sluice' }

/** One commit for all of them, with one line in the audit. */
export function memberWriter(conductor: Conductor): TrafficMoverNeeds['write'] {
  return async (members) => {
    const done = await conductor.change({
      by: { actor: service, action: 'moveTraffic', resource: resourceOf(members), requestId: '' },
      decide: async (store) => ({ changes: await changesOf(store, members), answer: {} }),
    })
    if (isRefusal(done)) throw new RefusalError(done)
  }
}

async function changesOf(store: Store, members: readonly MemberChange[]): Promise<DirectoryChange[]> {
  const changes = await Promise.all(members.map((member) => changeOf(store, member)))
  return changes.flat()
}

/** Everything is read in the decision: nobody who was deregistered, or whose target group was deleted meanwhile, comes back. */
async function changeOf(store: Store, change: MemberChange): Promise<DirectoryChange[]> {
  const { accountId, targetGroupName, targetId } = 'put' in change ? change.put : change.remove
  const key = directoryKeys.member(accountId, targetGroupName, targetId)
  if ('remove' in change) return [{ collection: 'targetGroupMembers', key, remove: true }]
  const group = await store.get('targetGroups', directoryKeys.targetGroup(accountId, targetGroupName))
  const put = group && (await memberNow(store, change.put, group, key))
  return put === undefined ? [] : [{ collection: 'targetGroupMembers', key, put }]
}

/** Who drains was there before, and drains where its requests are; whoever gets any is where its registration says. */
async function memberNow(
  store: Store,
  member: TargetGroupMember,
  group: TargetGroup,
  key: string,
): Promise<TargetGroupMember | undefined> {
  if (member.traffic === 'draining')
    return (await store.get('targetGroupMembers', key)) === undefined ? undefined : member
  const place = await memberAddresses(store)(member.accountId, member.targetId)
  return place && { ...member, address: place.address, port: place.port ?? group.port }
}

function resourceOf(members: readonly MemberChange[]): string {
  const names = members.map((change) => ('put' in change ? change.put : change.remove).targetGroupName)
  return `targetGroup:${[...new Set(names)].join(',')}`
}

/** Where a registered host's applications listen. */
export function memberAddresses(store: Store): TrafficMoverNeeds['memberAddress'] {
  return async (accountId, targetId) => {
    const instance = await store.get('instances', directoryKeys.instance(accountId, targetId))
    if (instance?.address === undefined || instance.deregisterTime !== undefined) return undefined
    const { address, port } = instance
    return { address, ...(port !== undefined && { port }) }
  }
}
