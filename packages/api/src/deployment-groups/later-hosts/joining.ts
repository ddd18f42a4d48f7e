/**
 * What joining a group does to a host, said before its tags are saved: nothing, or a deployment by itself. A promise, so only what
 * the group will do is said: of what runs now it follows what may become its revision, and nothing that it started by itself. ADR 9.
 */
import { isOfWholeGroup, unasked } from '@sluice/engine'
import { laterHostsPolicy, type DeploymentGroup, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import { groupHistory, type GroupHistory } from '../../queries/group-history.ts'
import { isAutomatic } from './appearing-hosts.ts'

export async function whatJoiningDoes(store: Store, group: DeploymentGroup): Promise<string> {
  return (isAutomatic(group) && byItself(group, await groupHistory(store, group))) || byNobody(group)
}

/** Undefined where nothing happens by itself now. */
function byItself(group: DeploymentGroup, { active, lastSuccessful }: GroupHistory): string | undefined {
  const { newHosts, outdatedInstancesStrategy } = laterHostsPolicy(group)
  const isAutomaticThere = newHosts === 'automatic'
  if (active === undefined)
    return isAutomaticThere && lastSuccessful !== undefined
      ? `It gets ${lastSuccessful.revisionName} at once, without anybody, unless it runs it already.`
      : undefined
  const { deploymentId, revisionName } = active
  const isForAll = isForWholeGroup(active)
  if (outdatedInstancesStrategy === 'UPDATE' && isForAll && !unasked(active))
    return `When ${deploymentId} has succeeded, a follow-on deployment brings ${revisionName} to it, without anybody.`
  if (!isAutomaticThere) return undefined
  if (lastSuccessful !== undefined)
    return `When ${deploymentId} has ended, it gets the last revision that succeeded there, without anybody.`
  return isForAll ? `When ${deploymentId} has succeeded, it gets ${revisionName}, without anybody.` : undefined
}

/** Its success makes its revision the group's, as far as it has come. */
const isForWholeGroup = ({ narrowed, deploymentOverview: { Failed } }: DeploymentSummary): boolean =>
  isOfWholeGroup(narrowed, Failed)

const byNobody = ({ newHosts }: DeploymentGroup): string =>
  newHosts === 'offer'
    ? 'Nothing is deployed by itself: the group offers it for catching up.'
    : 'Nothing is deployed by itself: it gets a revision with the next deployment there.'
