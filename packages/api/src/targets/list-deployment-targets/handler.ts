import { refuse, TargetStatus, type DeploymentTarget } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { pageAfter } from '../../queries/pages.ts'

export const listDeploymentTargets: Handler<'listDeploymentTargets'> = async (input, { actor, ports }) => {
  const { deploymentId } = await findDeployment(ports.store, actor.accountId, input.deploymentId)
  const { TargetStatus: statuses, ServerInstanceLabel: labels } = input.targetFilters ?? {}
  if (labels !== undefined)
    refuse(
      'InvalidTargetFilterNameException',
      'targetFilters.ServerInstanceLabel is for blue/green deployments: leave it out, or filter by TargetStatus.',
    )
  statuses?.forEach(refuseUnknownStatus)
  const all = await ports.store.listTargets(deploymentId)
  const wanted = statuses === undefined ? all : all.filter((target) => statuses.includes(target.status))
  const page = pageAfter(wanted, input.nextToken, placeOf)
  return {
    targetIds: page.rows.map((target) => target.targetId),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
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
