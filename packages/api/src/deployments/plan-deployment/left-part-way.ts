/**
 * Hosts of the group that were begun and not finished: whoever deploys next should know which, and how they were left. Of a fleet
 * of any size: what each host runs is looked up once for as long as nothing is deployed.
 */
import type { DeploymentGroup, DeploymentSummary } from '@sluice/model'
import type { Output } from '../../contracts.ts'
import type { Ports } from '../../ports.ts'
import { hostRevisions } from '../../queries/host-revisions.ts'

type LeftPartWay = NonNullable<Output<'planDeployment'>['leftPartWay']>

export async function leftPartWay(
  ports: Pick<Ports, 'store' | 'now'>,
  group: DeploymentGroup,
  hosts: readonly string[],
): Promise<LeftPartWay> {
  const left = new Map<DeploymentSummary, string[]>()
  for (const [name, { partWay }] of await hostRevisions(ports, group, hosts))
    if (partWay !== undefined && partWay.status !== 'InProgress' && partWay.status !== 'Pending')
      left.set(partWay.deployment, [...(left.get(partWay.deployment) ?? []), name])
  return [...left].map(([{ deploymentId, status, revisionName }, targetIds]) => ({
    deploymentId,
    targetIds,
    sentence: `${targetIds.length === 1 ? '1 host was' : `${targetIds.length.toLocaleString('en')} hosts were`} left part-way by ${deploymentId} (${revisionName}), which ${status === 'Stopped' ? 'was stopped' : status === 'Failed' ? 'failed' : 'ended'}: every event runs there from the start.`,
  }))
}
