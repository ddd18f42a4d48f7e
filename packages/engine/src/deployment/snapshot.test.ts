import type { DeploymentEvent, Diagnostics } from '@sluice/model'
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

  it('stays small when every host fails in its own words, ignored or not', () => {
    const inItsOwnWords = (target: number) => ({
      ...failedDiagnostics,
      message: `host ${target} ${'failed '.repeat(500)}`,
      logTail: `${target} `.padEnd(4000, 'x'),
    })
    for (const isIgnored of [false, true])
      expect(snapshot(busyFleet(10_000, 1, inItsOwnWords, isIgnored)).length).toBeLessThanOrEqual(7_000_000)
  })
})

/** All hosts at once in their last event, every tenth (or `nth`) failed with something to say; `isIgnored`: in its first one already. */
function busyFleet(
  total: number,
  nth = 10,
  diagnosticsOf: (target: number) => Diagnostics = () => failedDiagnostics,
  isIgnored = false,
) {
  const targets = Array.from({ length: total }, (_, host) => `web-${String(host).padStart(5, '0')}`)
  const spec = aDeploymentSpec({ targets, minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } })
  const state = empty(spec.deploymentId)
  let at = testEpoch
  const tell = (event: DeploymentEvent) => evolve(state, event)
  const base = () => ({ v: 1, at: (at += 3) }) as const
  const first = (target: number, event: number) =>
    isIgnored && event === 0
      ? ({ status: 'Failed', diagnostics: diagnosticsOf(target) } as const)
      : ({ status: 'Succeeded' } as const)
  tell({ ...base(), type: 'DeploymentCreated', spec, fallback: aLastSuccessful() })
  tell({ ...base(), type: 'DeploymentStarted' })
  tell({ ...base(), type: 'TargetsStarted', targets: [...targets.keys()] })
  for (let target = 0; target < total; target += 1) {
    for (let event = 0; event < 6; event += 1) {
      tell({ ...base(), type: 'LifecycleEventGranted', target, event })
      tell({ ...base(), type: 'LifecycleEventEnded', target, event, ...first(target, event), next: event + 1 })
    }
    tell({ ...base(), type: 'LifecycleEventGranted', target, event: 6 })
    if (target % nth !== 0) continue
    const diagnostics = diagnosticsOf(target)
    tell({ ...base(), type: 'LifecycleEventEnded', target, event: 6, status: 'Failed', diagnostics })
    tell({ ...base(), type: 'TargetFailed', target })
  }
  return state
}
