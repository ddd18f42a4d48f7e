/**
 * Whether anybody installed on the originals since a deployment left them: a fleet of the same group, or another group to which
 * these hosts belong too. Then they run what nobody approved for these users.
 */
import { inPlaceEvents, limits, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import { specOf } from '../../queries/deployment-spec-of.ts'

export interface Installed {
  deploymentId: string
  targetId: string
}

export async function installedSince(
  store: Store,
  deployment: DeploymentSummary,
  hosts: readonly string[],
): Promise<Installed | undefined> {
  const wanted = new Set(hosts)
  for await (const other of atWorkSince(store, deployment)) {
    const spec = await specOf(store, other.deploymentId)
    const installing = spec.targets.slice(0, spec.blueGreen?.receiving ?? spec.targets.length)
    for (const targetId of installing.filter((name) => wanted.has(name))) {
      const target = await store.getTarget(other.deploymentId, targetId)
      if (target !== undefined && hasInstalledSince(target, deployment.createTime))
        return { deploymentId: other.deploymentId, targetId }
    }
  }
  return undefined
}

const pageOfDeployments = 100

/** Of the whole account, also those that were created before and ended later. */
async function* atWorkSince(
  store: Store,
  { accountId, deploymentId, createTime }: DeploymentSummary,
): AsyncGenerator<DeploymentSummary> {
  const longest = 1000 * Math.max(limits.blueGreenTotalSeconds, limits.inPlaceTotalSeconds)
  const createdFrom = new Date(Date.parse(createTime) - longest).toISOString()
  let cursor: string | undefined
  do {
    const page = await store.listDeployments({
      accountId,
      createdFrom,
      limit: pageOfDeployments,
      ...(cursor !== undefined && { cursor }),
    })
    for (const other of page.rows)
      if (other.deploymentId !== deploymentId && mayHaveInstalled(other, createTime)) yield other
    cursor = page.next
  } while (cursor !== undefined)
}

const mayHaveInstalled = ({ blueGreen, completeTime }: DeploymentSummary, since: string): boolean =>
  blueGreen?.kind !== 'trafficBack' && (completeTime === undefined || Date.parse(completeTime) > Date.parse(since))

function hasInstalledSince({ lifecycleEvents }: DeploymentTarget, since: string): boolean {
  return lifecycleEvents.some(
    ({ lifecycleEventName, startTime }) =>
      inPlaceEvents.some((name) => name === lifecycleEventName) &&
      startTime !== undefined &&
      Date.parse(startTime) >= Date.parse(since),
  )
}
