/** Hosts that begin to match a group later: who is told, who waits, and who gets what. */
import type { PlantedBug } from '../planted-bug.ts'

const laterHosts = 'packages/engine/src/group/later-hosts.ts'
const unaskedAdmission = 'packages/engine/src/group/unasked-admission.ts'
const group = 'packages/engine/src/group/group-aggregate.ts'
const appearing = 'packages/api/src/deployment-groups/later-hosts/appearing-hosts.ts'

export const laterHostsBugs: readonly PlantedBug[] = [
  {
    name: 'hosts that appear are never served',
    file: laterHosts,
    find: 'if (active !== undefined) return [fact]',
    replace: 'if (active !== undefined || active === undefined) return [fact]',
  },
  {
    name: 'hosts that waited for an end are never served',
    file: laterHosts,
    find: 'const why = left.length === 0 ?',
    replace: 'const why = left.length >= 0 ?',
  },
  {
    name: 'a follow-on is not linked to its root',
    file: group,
    find: 'if (spec.autoUpdateOf !== undefined)',
    replace: "if (spec.autoUpdateOf === '')",
  },
  {
    name: 'hosts that are to be offered a revision get it by themselves',
    file: unaskedAdmission,
    find: "return newHosts === 'automatic' ? {",
    replace: "return newHosts !== 'off' ? {",
  },
  {
    name: 'IGNORE is served like UPDATE',
    file: unaskedAdmission,
    find: "if (outdatedInstancesStrategy === 'UPDATE' && ",
    replace: 'if (outdatedInstancesStrategy && ',
  },
  {
    name: 'a host that matches no more gets what it waited for',
    file: laterHosts,
    find: 'return gone.length === 0 ? []',
    replace: 'return gone.length >= 0 ? []',
  },
  {
    name: 'an owner who wants nothing by itself any more is not heard by hosts that wait',
    file: appearing,
    find: "if (!isAutomatic(after)) return [{ ...to, kind: 'hostsLeft' }]",
    replace: 'if (!isAutomatic(after)) return []',
  },
  {
    name: 'hosts that wait get what the owner said before',
    file: laterHosts,
    find: 'group.waiting = { ...settingsOf(settings), hosts: new Set(hosts) }',
    replace: 'group.waiting = { ...(group.waiting ?? settingsOf(settings)), hosts: new Set(hosts) }',
  },
  {
    name: 'hosts that wait are forgotten in a snapshot',
    file: 'packages/engine/src/group/group-snapshot.ts',
    find: '...(waiting && { waiting: waitingFrom(waiting) })',
    replace: '...{}',
  },
  {
    name: 'groups are told of new hosts only where these get something at once',
    file: appearing,
    find: "return group.newHosts === 'automatic' || ",
    replace: "return group.newHosts === 'automatic' && ",
  },
]
