/** A rollback of those hosts alone that the deployment changed: ours; CodeDeploy always deploys to the whole group. */
import { plan } from '@sluice/engine'
import { refuse, type DeploymentSummary, type Narrowing } from '@sluice/model'
import type { Store } from '@sluice/store'

type Deployment = Pick<
  DeploymentSummary,
  'deploymentId' | 'deploymentGroupName' | 'minimumHealthyHosts' | 'deploymentConfigName'
>

/** `hosts` are those that the group has now: what left it is nobody's to roll back. */
export async function changedHosts(store: Store, deployment: Deployment, hosts: readonly string[]): Promise<Narrowing> {
  const { deploymentId, deploymentGroupName, minimumHealthyHosts, deploymentConfigName } = deployment
  const touched = (await store.listTargets(deploymentId)).filter(({ lifecycleEvents }) =>
    lifecycleEvents.some(({ startTime }) => startTime !== undefined),
  )
  const there = new Set(hosts)
  const onlyTargets = touched.map(({ targetId }) => targetId).filter((name) => there.has(name))
  if (onlyTargets.length === 0)
    refuse(
      'NothingToRollBackTo',
      `No host that ${deploymentGroupName} has now was changed by ${deploymentId}: there is nothing to roll back.`,
    )
  const { failsAtOnce } = plan({ targets: onlyTargets, minimumHealthyHosts })
  if (failsAtOnce !== undefined)
    refuseField(
      `onlyChangedHosts cannot be with ${deploymentConfigName}: ${failsAtOnce.message} Roll back the whole group, or deploy with createDeployment and onlyTargets.`,
    )
  return { onlyTargets }
}

export function refuseNarrowBlueGreen({ blueGreen }: Pick<DeploymentSummary, 'blueGreen'>): void {
  if (blueGreen !== undefined)
    refuseField('onlyChangedHosts is for deployments in place: a blue/green deployment is taken back as a whole.')
}

function refuseField(message: string): never {
  refuse('InvalidInputException', message, [{ field: 'onlyChangedHosts', message }])
}
