import type { DeploymentEvent } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, testEpoch } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { expectSameState } from '../testing/same-state.ts'
import { failedDiagnostics } from '../testing/world.ts'
import { deploymentAggregate } from './deployment-aggregate.ts'

const { evolve, restore, snapshot, empty } = deploymentAggregate

describe('a snapshot', () => {
  it('of a deployment that was not created restores too', () => {
    expect(restore(snapshot(empty('d-AAAAAAAA1')))).toEqual(empty('d-AAAAAAAA1'))
  })

  it('is read from the middle of a larger buffer', () => {
    const bytes = snapshot(busyFleet(3))
    const larger = new Uint8Array(bytes.length + 7)
    larger.set(bytes, 5)
    expect(restore(larger.subarray(5, 5 + bytes.length))).toEqual(busyFleet(3))
  })

  it('of 10,000 hosts takes at most 1 MB', () => {
    const state = busyFleet(10_000)
    const bytes = snapshot(state)
    expect(bytes.length).toBeLessThanOrEqual(1_000_000)
    expectSameState(restore(bytes), state)
  })
})

/** All hosts at once: nine of ten in their last event, every tenth failed with something to say. */
function busyFleet(total: number) {
  const targets = Array.from({ length: total }, (_, host) => `web-${String(host).padStart(5, '0')}`)
  const spec = aDeploymentSpec({ targets, minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } })
  const state = empty(spec.deploymentId)
  let at = testEpoch
  const tell = (event: DeploymentEvent) => evolve(state, event)
  const base = () => ({ v: 1, at: (at += 3) }) as const
  tell({ ...base(), type: 'DeploymentCreated', spec, fallback: aLastSuccessful() })
  tell({ ...base(), type: 'DeploymentStarted' })
  tell({ ...base(), type: 'TargetsStarted', targets: [...targets.keys()] })
  for (let target = 0; target < total; target += 1) {
    for (let event = 0; event < 6; event += 1) {
      tell({ ...base(), type: 'LifecycleEventGranted', target, event })
      tell({ ...base(), type: 'LifecycleEventEnded', target, event, status: 'Succeeded', next: event + 1 })
    }
    tell({ ...base(), type: 'LifecycleEventGranted', target, event: 6 })
    if (target % 10 !== 0) continue
    const diagnostics = failedDiagnostics
    tell({ ...base(), type: 'LifecycleEventEnded', target, event: 6, status: 'Failed', diagnostics })
    tell({ ...base(), type: 'TargetFailed', target })
  }
  return state
}
