/** Whoever starts again from a snapshot knows the same. */
import { deploymentAggregate, type DeploymentState } from '@sluice/engine'
import { isDeepStrictEqual } from 'node:util'
import { hold } from './broken.ts'

export function checkSnapshot(state: DeploymentState): void {
  const restored = deploymentAggregate.restore(deploymentAggregate.snapshot(state))
  hold('a snapshot restores an equal state', isDeepStrictEqual(restored, state), () => state.deploymentId)
}
