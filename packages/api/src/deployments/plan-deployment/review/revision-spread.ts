/**
 * Which revision each host of a group has installed: that of the newest deployment of the group whose Install ended well
 * there. Looked up host by host, newest deployment first, until every host is known.
 */
import type { DeploymentGroup, DeploymentSummary, DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import { newestDeployments } from '../../../queries/group-history.ts'
import { wasInstalled } from '../../../queries/has-passed.ts'
import type { RevisionShare } from './schemas.ts'

/** More would make the plan, which is asked every few seconds, slow: then nothing is said of single hosts. */
const mostLookUps = 1000

export async function revisionSpread(
  store: Store,
  group: DeploymentGroup,
  hosts: readonly string[],
): Promise<RevisionShare[] | undefined> {
  const shares = new Map<string, RevisionShare>()
  let unknown = [...hosts]
  let lookUps = 0
  for (const deployment of await newestDeployments(store, group)) {
    if (unknown.length === 0) break
    lookUps += unknown.length
    if (lookUps > mostLookUps) return undefined
    const targets = await Promise.all(unknown.map((name) => store.getTarget(deployment.deploymentId, name)))
    const found = unknown.filter((_, at) => isInstalled(targets[at]))
    if (found.length > 0) add(shares, deployment, found.length)
    unknown = unknown.filter((name) => !found.includes(name))
  }
  return [...shares.values(), ...(unknown.length > 0 ? [{ hosts: unknown.length }] : [])].toSorted(
    (a, b) => b.hosts - a.hosts,
  )
}

/** Two deployments of the same bytes are one share, named by the newest. */
function add(shares: Map<string, RevisionShare>, deployment: DeploymentSummary, hosts: number): void {
  const { revisionSha256, revisionName, deploymentId } = deployment
  const known = shares.get(revisionSha256)
  shares.set(revisionSha256, known ? { ...known, hosts: known.hosts + hosts } : { revisionName, deploymentId, hosts })
}

const isInstalled = (target: DeploymentTarget | undefined): boolean => target !== undefined && wasInstalled(target)
