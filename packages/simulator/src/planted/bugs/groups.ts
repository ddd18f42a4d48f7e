/** What a group admits: which hosts, in which order, with which revision; and what an end means for all of them. */
import type { PlantedBug } from '../planted-bug.ts'

const narrowing = 'packages/engine/src/narrowing.ts'
const rollback = 'packages/engine/src/rollback.ts'
const standings = 'packages/engine/src/group/standing-changes.ts'

export const groupBugs: readonly PlantedBug[] = [
  {
    name: 'a rollback installs the very revision that failed',
    file: rollback,
    find: 'revision: fallback.revision,\n    fileExistsBehavior: fallback.fileExistsBehavior,\n    creator',
    replace: 'creator',
  },
  {
    name: 'a rollback takes first what was not touched',
    file: rollback,
    find: 'return isTouched(fleet, sides, host) ? 1 : 3',
    replace: 'return isTouched(fleet, sides, host) ? 3 : 1',
  },
  {
    name: "a group's last successful revision never changes after the first",
    file: 'packages/engine/src/group/the-end.ts',
    find: 'return { deploymentId, revision, fileExistsBehavior',
    replace: 'return { deploymentId, revision: before?.revision ?? revision, fileExistsBehavior',
  },
  {
    name: 'no row of how a host stands is ever written',
    file: standings,
    find: "if (event.type !== 'DeploymentReleased') return []",
    replace: 'if (state !== undefined) return []',
  },
  {
    name: 'hosts that took no part keep their rows when the revision of the group changes',
    file: standings,
    find: 'if (lastSuccessful !== undefined || forgetsLastSuccessful === true)',
    replace: 'if (forgetsLastSuccessful === true)',
  },
  {
    name: 'hosts on the revision of the group are taken before those on an old or an unknown one',
    file: 'packages/engine/src/host-order.ts',
    find: "return standing.revisionHealth === 'Unknown' ? 2 : standing.revisionHealth === 'Old' ? 3 : 4",
    replace: "return standing.revisionHealth === 'Unknown' ? 4 : standing.revisionHealth === 'Old' ? 3 : 2",
  },
  {
    name: 'the hosts that were chosen are those that are left out',
    file: narrowing,
    find: 'return (name) => chosen.has(name)',
    replace: 'return (name) => !chosen.has(name)',
  },
  {
    name: 'a part of a group makes the revision of the whole',
    file: narrowing,
    find: 'return narrowed.othersRunIt && failedHosts === 0',
    replace: 'return true',
  },
]
