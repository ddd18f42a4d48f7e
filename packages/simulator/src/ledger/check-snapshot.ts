/** Whoever starts again from a snapshot knows the same. */
import { deploymentAggregate, type DeploymentState } from '@sluice/engine'
import { serialize } from 'node:v8'
import { hold } from './broken.ts'

export function checkSnapshot(state: DeploymentState): void {
  const restored = deploymentAggregate.restore(deploymentAggregate.snapshot(state))
  checkSame(withPlainSteps(restored), withPlainSteps(state), state.deploymentId)
}

interface Kept<State> {
  snapshot(state: State): Uint8Array
  restore(bytes: Uint8Array): State
}

export function checkSnapshotOf<State>({ snapshot, restore }: Kept<State>, state: State, name: string): void {
  checkSame(restore(snapshot(state)), state, name)
}

function checkSame(one: unknown, other: unknown, name: string): void {
  const isSame = serialize(one).equals(serialize(other)) || told(one) === told(other)
  hold('a snapshot restores an equal state', isSame, () => name)
}

/** What is not there and what is undefined are the same: steps have such fields, and are few. */
function withPlainSteps({ deployment }: DeploymentState): unknown {
  return deployment && { ...deployment, steps: JSON.stringify(deployment.steps) }
}

/** Slow: asked only where the bytes differ. */
function told(state: unknown): string {
  return JSON.stringify(state, (_, value: unknown) => {
    if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)]
    return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value
  })
}
