/** How a kind of deployment goes on. One folder a strategy, one line in the registry beside this file. */
import type { DeploymentSpec, LifecycleEventName } from '@sluice/model'
import type { Deployment } from '../deployment/deployment-state.ts'
import type { Draft } from '../deployment/draft.ts'

export type DeploymentType = DeploymentSpec['deploymentStyle']['deploymentType']

export interface Strategy {
  /** All events of a host, in order. */
  readonly lifecycleEvents: readonly LifecycleEventName[]
  /** Whether a person may hold it between two hosts. */
  readonly mayBeHeld: boolean
  /** After the facts drafted so far: starts what may start, or ends the deployment. */
  goOn(draft: Draft): void
  /** Whether one decision was not enough: there is more to start at once. */
  mustGoOn(deployment: Deployment): boolean
}
