/** Whoever repairs what a deployment left takes no host out of service that a later one put right. */
import type { DeploymentSummary } from '@sluice/model'
import type { Ports } from '../../ports.ts'
import { hostRevisions } from '../../queries/host-revisions.ts'

export async function stillLeft(
  ports: Pick<Ports, 'store' | 'now'>,
  deployment: DeploymentSummary,
  left: readonly { targetId: string }[],
): Promise<string[]> {
  const names = left.map(({ targetId }) => targetId)
  const revisions = await hostRevisions(ports, deployment, names)
  return names.filter((name) => {
    const { runs, partWay } = revisions.get(name) ?? {}
    const isPutRight = runs !== undefined && runs.createTime > deployment.createTime && partWay === undefined
    return !isPutRight
  })
}
