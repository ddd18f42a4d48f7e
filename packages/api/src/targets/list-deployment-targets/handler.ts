import { refuse, TargetStatus, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { pageAfter } from '../../queries/pages.ts'

export const listDeploymentTargets: Handler<'listDeploymentTargets'> = async (input, { actor, ports }) => {
  const deployment = await findDeployment(ports.store, actor.accountId, input.deploymentId)
  const { TargetStatus: statuses, ServerInstanceLabel: labels } = input.targetFilters ?? {}
  if (labels !== undefined) refuseBadLabels(deployment, labels)
  statuses?.forEach(refuseUnknownStatus)
  const all = await ports.store.listTargets(deployment.deploymentId)
  const wanted = all.filter(
    ({ status, instanceLabel = '' }) =>
      (statuses === undefined || statuses.includes(status)) && (labels === undefined || labels.includes(instanceLabel)),
  )
  const page = pageAfter(wanted, input.nextToken, placeOf)
  return {
    targetIds: page.rows.map((target) => target.targetId),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}

function refuseBadLabels({ deploymentId, deploymentStyle }: DeploymentSummary, labels: readonly string[]): void {
  if (deploymentStyle.deploymentType !== 'BLUE_GREEN')
    refuse(
      'InvalidDeploymentInstanceTypeException',
      `targetFilters.ServerInstanceLabel is for blue/green deployments, and ${deploymentId} is in place: leave it out, or filter by TargetStatus.`,
    )
  const unknown = labels.find((label) => label !== 'Blue' && label !== 'Green')
  if (unknown !== undefined)
    refuse(
      'InvalidDeploymentInstanceTypeException',
      `targetFilters.ServerInstanceLabel holds ${JSON.stringify(unknown.slice(0, 40))}: use Blue, Green.`,
    )
}

function refuseUnknownStatus(status: string): void {
  if (TargetStatus.safeParse(status).success) return
  refuse(
    'InvalidDeploymentStatusException',
    `targetFilters.TargetStatus holds ${JSON.stringify(status.slice(0, 40))}: use ${TargetStatus.options.join(', ')}.`,
  )
}

/** Planned order as text. */
const placeOf = ({ index }: DeploymentTarget): string => String(index).padStart(6, '0')
