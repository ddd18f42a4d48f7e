/**
 * Which revision each host of a group has installed: that of the newest deployment of the group whose Install ended well
 * there. Looked up host by host, whatever number of deployments to others came since.
 */
import type { DeploymentGroup, DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import { wasInstalled } from '../../../queries/has-passed.ts'
import type { RevisionShare } from './schemas.ts'

/** More would make the plan, which is asked every few seconds, slow: then nothing is said of single hosts. */
const mostHosts = 1000
/** Of one host: nearly always the newest row tells. */
const rowsOfHost = [1, 20]
const mostLookedAt = 300

/** Undefined when it is not known of every host. */
export async function revisionSpread(
  store: Store,
  group: DeploymentGroup,
  hosts: readonly string[],
): Promise<RevisionShare[] | undefined> {
  if (hosts.length > mostHosts) return undefined
  const counts = new Map<string | undefined, number>()
  for (const name of hosts) {
    const last = await lastInstalledOn(store, group, name)
    if (last === 'notKnown') return undefined
    counts.set(last, (counts.get(last) ?? 0) + 1)
  }
  const never = counts.get(undefined)
  const shares = [...(await sharesOf(store, counts)), ...(never === undefined ? [] : [{ hosts: never }])]
  return shares.toSorted((a, b) => b.hosts - a.hosts)
}

/** The id of a deployment; undefined: nothing of this group was ever installed there. */
async function lastInstalledOn(
  store: Store,
  { accountId, deploymentGroupId }: DeploymentGroup,
  targetId: string,
): Promise<string | 'notKnown' | undefined> {
  for (const limit of rowsOfHost) {
    const { rows, isAll } = await store.listTargetsOfHost({
      accountId,
      deploymentGroupId,
      targetId,
      limit,
      mostLookedAt,
    })
    const last = rows.find(wasInstalled)
    if (last !== undefined || isAll) return last?.deploymentId
  }
  return 'notKnown'
}

async function sharesOf(store: Store, counts: ReadonlyMap<string | undefined, number>): Promise<RevisionShare[]> {
  const ids = [...counts.keys()].filter((id) => id !== undefined)
  const deployments = await Promise.all(ids.map((id) => store.getDeployment(id)))
  const shares = new Map<string, RevisionShare>()
  for (const deployment of deployments.filter((one) => one !== undefined).toSorted(newestFirst))
    add(shares, deployment, counts.get(deployment.deploymentId) ?? 0)
  return [...shares.values()]
}

const newestFirst = (a: DeploymentSummary, b: DeploymentSummary) => Date.parse(b.createTime) - Date.parse(a.createTime)

/** Two deployments of the same bytes are one share, named by the newest. */
function add(shares: Map<string, RevisionShare>, deployment: DeploymentSummary, hosts: number): void {
  const { revisionSha256, revisionName, deploymentId } = deployment
  const known = shares.get(revisionSha256)
  shares.set(revisionSha256, known ? { ...known, hosts: known.hosts + hosts } : { revisionName, deploymentId, hosts })
}
