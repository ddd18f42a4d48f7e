/** What was asked of a deployment, from its first fact. */
import type { DeploymentSpec, LastSuccessful } from '@sluice/model'
import type { Store } from '@sluice/store'

export async function creationOf(
  store: Store,
  deploymentId: string,
): Promise<{ spec: DeploymentSpec; fallback?: LastSuccessful | undefined }> {
  const [created] = await store.loadEvents(`deployment:${deploymentId}`, 0, 1)
  if (created?.type === 'DeploymentCreated') return created
  throw new Error(`the first fact of ${deploymentId} is not its creation`)
}

export async function specOf(store: Store, deploymentId: string): Promise<DeploymentSpec> {
  return (await creationOf(store, deploymentId)).spec
}
