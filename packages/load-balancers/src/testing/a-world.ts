/** A reconciler over rows in memory and simulated balancers, with time that only the test moves. */
import { firstAccountId } from '@sluice/model'
import { testEpoch } from '@sluice/testkit'
import { afterEach, beforeEach, vi } from 'vitest'
import { createReconciler, type ReconcilerNeeds } from '../reconciler/reconciler.ts'
import { createSimulatedLoadBalancer, type SimulatedLoadBalancer } from '../simulated/simulated-load-balancer.ts'
import { aDirectory, type ADirectory } from './a-directory.ts'

/** Call once in a file whose tests move time. */
export function movedTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: testEpoch })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}

/** Everything that goes on within so many milliseconds. */
export const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)
/** Everything that goes on at once. */
export const settle = (): Promise<unknown> => pass(100)

export async function aReconciledWorld(
  directory: ADirectory = aDirectory(),
  edge = aBalancer('edge'),
  served?: ReconcilerNeeds['served'],
) {
  const balancers = new Map<string, SimulatedLoadBalancer>([['edge', edge]])
  const faults: unknown[] = []
  const reconciler = createReconciler({
    rows: directory.rows,
    balancerFor({ name, kind }) {
      if (kind !== 'embedded') return undefined
      const balancer = balancers.get(name) ?? aBalancer(name)
      balancers.set(name, balancer)
      return balancer
    },
    ...(served && { served }),
    fault: (error) => faults.push(error),
  })
  await reconciler.start()
  await settle()
  return { directory, reconciler, edge, balancers, faults }
}

export const aBalancer = createSimulatedLoadBalancer
export const web1 = { accountId: firstAccountId, targetGroupName: 'shop', targetId: 'web-1' }
