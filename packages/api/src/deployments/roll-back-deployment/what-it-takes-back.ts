/** What a rollback goes back to, and when there is none: the same for the button and for a form that was filled in as one. */
import { isTerminal, refuse, type DeploymentSummary, type LastSuccessful } from '@sluice/model'
import type { Store } from '@sluice/store'
import { creationOf } from '../../queries/deployment-spec-of.ts'
import { hasUsersStill } from '../blue-green/way-back.ts'

export type Before = Pick<LastSuccessful, 'revision' | 'fileExistsBehavior'> & { onlyByTraffic?: true }

/** The same rules as the button's; only how the rollback ended that was tried before is seen from here alone. */
export async function refuseRollBack(store: Store, deployment: DeploymentSummary): Promise<void> {
  const { rollbackDeploymentId } = deployment.rollbackInfo ?? {}
  const tried = rollbackDeploymentId === undefined ? undefined : await store.getDeployment(rollbackDeploymentId)
  if (tried !== undefined) {
    if (!isTerminal(tried.status)) refuseNothing(`${tried.deploymentId} is taking it back already: wait for its end.`)
    if (tried.status === 'Succeeded')
      refuseNothing(`Already rolled back by ${tried.deploymentId}: deploy what you want with createDeployment.`)
    if (await hasUsersStill(store, deployment)) return
  }
  const { allowed, reason } = deployment.actions.rollBack
  if (!allowed) refuseNothing(reason ?? `${deployment.deploymentId} cannot be rolled back.`)
}

/**
 * Kept in the deployment's first fact: the group's last success at the time it was created. Users can go back to originals that
 * no deployment of this group ever touched; what they run has no name here.
 */
export async function whatRunsAfterwards(
  store: Store,
  { deploymentId, blueGreen }: DeploymentSummary,
): Promise<Before> {
  const { spec, fallback } = await creationOf(store, deploymentId)
  if (fallback !== undefined) return fallback
  if (blueGreen?.kind === 'forward') return { ...spec, onlyByTraffic: true }
  refuseNothing(
    `Nothing had succeeded in the group before ${deploymentId}: deploy the revision you want with createDeployment.`,
  )
}

export function refuseNothing(message: string): never {
  refuse('NothingToRollBackTo', message)
}
