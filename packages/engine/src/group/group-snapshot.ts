/** A group as it is kept between its events. */
import type { GroupState } from './group-state.ts'
import { hostsFrom, keptHosts, type KeptHosts } from './host-records.ts'
import { keptWaiting, waitingFrom, type KeptWaiting } from './later-hosts.ts'

type KeptGroup = Omit<GroupState, 'hosts' | 'waiting' | 'departed'> & {
  hosts: KeptHosts
  waiting?: KeptWaiting
  departed?: string[]
}

export const snapshotOf = (state: GroupState): Uint8Array => new TextEncoder().encode(JSON.stringify(kept(state)))

export const restoredFrom = (bytes: Uint8Array): GroupState =>
  restored(JSON.parse(new TextDecoder().decode(bytes)) as KeptGroup)

function kept({ hosts, waiting, departed, ...rest }: GroupState): KeptGroup {
  return {
    ...rest,
    hosts: keptHosts(hosts),
    ...(waiting && { waiting: keptWaiting(waiting) }),
    ...(departed && { departed: [...departed] }),
  }
}

function restored({ groupId, active, lastSuccessful, hosts, waiting, departed }: KeptGroup): GroupState {
  return {
    groupId,
    active,
    lastSuccessful,
    hosts: hostsFrom(hosts),
    ...(waiting && { waiting: waitingFrom(waiting) }),
    ...(departed && { departed: new Set(departed) }),
  }
}
