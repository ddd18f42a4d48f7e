/** A deployment that the reader may see, for the topics about one; else the same refusal for all reasons (A16). */
import { RefusalError, type Actor, type DeploymentSummary, type Refusal } from '@sluice/model'
import type { Store } from '@sluice/store'
import { findDeployment } from '../queries/find-deployment.ts'

export async function readableDeployment<Answer>(
  store: Store,
  { accountId }: Actor,
  deploymentId: string,
  read: (deployment: DeploymentSummary, seq: number) => Promise<Answer>,
): Promise<Answer | Refusal> {
  // Taken before the rows: a commit in between is then sent once more, never left out.
  const seq = store.lastSeq()
  try {
    return await read(await findDeployment(store, accountId, deploymentId), seq)
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal
    throw error
  }
}
