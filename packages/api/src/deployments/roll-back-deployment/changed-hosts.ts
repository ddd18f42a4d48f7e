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
  const onlyTargets = await changedNames(store, deployment, hosts)
  const reason = whyNotOnly(deployment, onlyTargets)
  if (reason !== undefined && onlyTargets.length === 0) refuse('NothingToRollBackTo', reason)
  if (reason !== undefined) refuseField(reason)
  return { onlyTargets }
}

/** Of `hosts`, those with which the deployment began. */
export async function changedNames(
  store: Store,
  { deploymentId }: Pick<Deployment, 'deploymentId'>,
  hosts: readonly string[],
): Promise<string[]> {
  const touched = (await store.listTargets(deploymentId)).filter(({ lifecycleEvents }) =>
    lifecycleEvents.some(({ startTime }) => startTime !== undefined),
  )
  const there = new Set(hosts)
  return touched.map(({ targetId }) => targetId).filter((name) => there.has(name))
}

/** Why a rollback cannot go to these alone. */
export function whyNotOnly(
  { deploymentId, deploymentGroupName, minimumHealthyHosts, deploymentConfigName }: Deployment,
  changed: readonly string[],
): string | undefined {
  if (changed.length === 0)
    return `No host that ${deploymentGroupName} has now was changed by ${deploymentId}: there is nothing to roll back.`
  const { failsAtOnce } = plan({ targets: changed, minimumHealthyHosts })
  if (failsAtOnce === undefined) return undefined
  const those = changed.length === 1 ? 'the one host' : `the ${changed.length.toLocaleString('en')} hosts`
  return `${deploymentConfigName} cannot be kept on ${those} that ${deploymentId} changed: ${failsAtOnce.message} Roll back the whole group, or deploy to these hosts with another configuration.`
}

export function refuseNarrowBlueGreen({ blueGreen }: Pick<DeploymentSummary, 'blueGreen'>): void {
  if (blueGreen !== undefined)
    refuseField('onlyChangedHosts is for deployments in place: a blue/green deployment is taken back as a whole.')
}

function refuseField(message: string): never {
  refuse('InvalidInputException', message, [{ field: 'onlyChangedHosts', message }])
}
