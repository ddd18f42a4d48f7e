/** Which hosts match which groups by the rows of the directory, and what the owners say of those that come later; read anew beside the API. */
import { laterHostsPolicy, type DeploymentGroup, type Instance, type LaterHostsPolicy } from '@sluice/model'
import type { DirectoryChange } from '@sluice/store'

export interface DirectoryRecord {
  /** Undefined for a group of which the directory says nothing. */
  matching(groupId: string): ReadonlySet<string> | undefined
  take(changes: readonly DirectoryChange[]): GroupChange[]
}

/** What a commit changed for a group. */
export interface GroupChange {
  groupId: string
  appeared: string[]
  left: string[]
  /** How many match now. */
  fleet: number
  policy: LaterHostsPolicy
  isEdited: boolean
}

export function newDirectory(): DirectoryRecord {
  const policies = new Map<string, LaterHostsPolicy>()
  const members = new Map<string, Set<string>>()

  function of(groupId: string): Set<string> {
    const found = members.get(groupId) ?? new Set()
    members.set(groupId, found)
    return found
  }

  /** A tag that bears the id of a group makes a host match it: the filters of all groups are made so. */
  function takeHost({ instanceName, tags }: Instance, groupId: string): 'appeared' | 'left' | undefined {
    const has = tags.some(({ Key }) => Key === groupId)
    const had = of(groupId).has(instanceName)
    if (has === had) return undefined
    if (has) of(groupId).add(instanceName)
    else of(groupId).delete(instanceName)
    return has ? 'appeared' : 'left'
  }

  return {
    matching: (groupId) => (policies.has(groupId) ? of(groupId) : undefined),
    take(changes) {
      const groups = rowsOf(changes, 'deploymentGroups')
      const hosts = rowsOf(changes, 'instances')
      for (const group of groups) policies.set(group.deploymentGroupId, laterHostsPolicy(group))
      return [...policies].flatMap(([groupId, policy]) => {
        const moved = hosts.map((host) => ({ name: host.instanceName, how: takeHost(host, groupId) }))
        const those = (which: string) => moved.flatMap(({ name, how }) => (how === which ? [name] : []))
        const [appeared, left] = [those('appeared'), those('left')]
        const isEdited = groups.some((group) => group.deploymentGroupId === groupId)
        if (appeared.length + left.length === 0 && !isEdited) return []
        return [{ groupId, appeared, left, fleet: of(groupId).size, policy, isEdited }]
      })
    },
  }
}

function rowsOf(changes: readonly DirectoryChange[], collection: 'deploymentGroups'): DeploymentGroup[]
function rowsOf(changes: readonly DirectoryChange[], collection: 'instances'): Instance[]
function rowsOf(changes: readonly DirectoryChange[], collection: 'deploymentGroups' | 'instances') {
  return changes.flatMap((change) => (change.collection === collection && 'put' in change ? [change.put] : []))
}
