/** What joining a group does to a host, said before its tags are saved: nothing, or a deployment by itself. ADR 9. */
import { laterHostsPolicy, type DeploymentGroup } from '@sluice/model'
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
  if (outdatedInstancesStrategy === 'UPDATE')
    return `When ${deploymentId} has succeeded, a follow-on deployment brings ${revisionName} to it, without anybody.`
  return isAutomaticThere
    ? `When ${deploymentId} has ended, it gets the last revision that succeeded there, without anybody.`
    : undefined
}

const byNobody = ({ newHosts }: DeploymentGroup): string =>
  newHosts === 'offer'
    ? 'Nothing is deployed by itself: the group offers it for catching up.'
    : 'Nothing is deployed by itself: it gets a revision with the next deployment there.'
