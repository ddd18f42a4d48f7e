/** How a kind of deployment goes on. One folder a strategy, one line in the registry beside this file. */
import type { DeploymentSpec, ErrorInformation } from '@sluice/model'
import type { Deployment } from '../deployment/deployment-state.ts'
import type { Draft } from '../deployment/draft.ts'
import type { Opening } from '../deployment/stage.ts'

export type DeploymentType = DeploymentSpec['deploymentStyle']['deploymentType']

export interface Strategy {
  /** Why this engine cannot run it; undefined when it can. */
  refuse(spec: DeploymentSpec): string | undefined
  opening(spec: DeploymentSpec): Opening
  /** Why it would fail without touching a host; undefined when it can start. */
  failsAtOnce(spec: DeploymentSpec): ErrorInformation | undefined
  /** After the facts drafted so far: starts what may start, or ends the deployment. */
  goOn(draft: Draft): void
  /** Whether one decision was not enough: there is more to start at once. */
  mustGoOn(deployment: Deployment): boolean
  /** No host starts any more, and nothing is waited for but what runs: after a stop or an error. */
  windUp(draft: Draft): void
  /** Takes in that clocks of its own have rung; `nextRing` is when the next one does. */
  ring(draft: Draft): void
  nextRing(deployment: Deployment): number | undefined
  /** Why a person may not hold it between two hosts now, or not stop it; undefined when they may. */
  refuseHold(deployment: Deployment): string | undefined
  refuseStop(deployment: Deployment): string | undefined
}
