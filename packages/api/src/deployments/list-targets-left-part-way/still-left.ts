/**
 * Whoever repairs what a deployment left takes no host out of service that a later one put right, and names none that the group
 * has no more: a deployment to it would be refused.
 */
import type { DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Ports } from '../../ports.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { groupOf } from '../../queries/find-group.ts'
import { hostRevisions } from '../../queries/host-revisions.ts'
import { ofHostsNow, type DoneToHost } from '../../queries/same-host.ts'

export interface StillLeft {
  targetIds: string[]
  /** So many more are no hosts of the group now. */
  notInGroup: number
}

export async function stillLeft(
  ports: Pick<Ports, 'store' | 'now'>,
  deployment: DeploymentSummary,
  left: readonly DoneToHost[],
): Promise<StillLeft> {
  const all = left.map(({ targetId }) => targetId)
  const isOfHostNow = await ofHostsNow(ports.store, deployment, all)
  const names = left.filter((row) => isOfHostNow(row, deployment)).map(({ targetId }) => targetId)
  // Another host has the name of such a one: nothing was begun on that.
  const gone = all.length - names.length
  const revisions = await hostRevisions(ports, deployment, names)
  const broken = names.filter((name) => {
    const { runs, partWay } = revisions.get(name) ?? {}
    const isPutRight = runs !== undefined && runs.createTime > deployment.createTime && partWay === undefined
    return !isPutRight
  })
  // Blue/green deploys to whatever serves then.
  if (deployment.blueGreen !== undefined) return { targetIds: broken, notInGroup: gone }
  const there = await hostsNow(ports.store, deployment)
  const targetIds = broken.filter((name) => there.has(name))
  return { targetIds, notInGroup: gone + broken.length - targetIds.length }
}

async function hostsNow(store: Store, deployment: DeploymentSummary): Promise<ReadonlySet<string>> {
  const group = await groupOf(store, deployment)
  return new Set(group === undefined ? [] : await fleetOf(store, group))
}
