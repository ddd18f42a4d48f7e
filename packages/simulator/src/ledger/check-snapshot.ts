/** Whoever starts again from a snapshot knows the same. */
import { deploymentAggregate, type DeploymentState } from '@sluice/engine'
import { hold } from './broken.ts'

export function checkSnapshot(state: DeploymentState): void {
  const restored = deploymentAggregate.restore(deploymentAggregate.snapshot(state))
  hold('a snapshot restores an equal state', told(restored) === told(state), () => state.deploymentId)
}

/** What is not there and what is undefined are the same. */
function told(state: DeploymentState): string {
  return JSON.stringify(state, (_, value: unknown) => {
    if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)]
    return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value
  })
}
