import type { DeploymentEvent, DeploymentSpec, Diagnostics } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, testEpoch } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { expectSameState } from '../testing/same-state.ts'
import { failedDiagnostics } from '../testing/world.ts'
import { deploymentAggregate } from './deployment-aggregate.ts'
import { takeBytes } from './number-bytes.ts'

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

  it('that was cut off, or of which the number of hosts is another, is not read', () => {
    const bytes = snapshot(busyFleet(3))
    for (let length = 0; length < bytes.length; length += 1) expect(() => restore(bytes.subarray(0, length))).toThrow()
    for (const whole of [bytes, snapshot(empty('d-AAAAAAAA1'))])
      expect(() => restore(new Uint8Array([...whole, 0]))).toThrow(`of ${whole.length + 1} bytes`)
    const ofMore = snapshot(busyFleet(4))
    const [three, four] = [bytes, ofMore].map(headLength)
    expect(() => restore(new Uint8Array([...bytes.subarray(0, three), ...ofMore.subarray(four)]))).toThrow()
    expect(() => restore(new Uint8Array([...ofMore.subarray(0, four), ...bytes.subarray(three)]))).toThrow()
  })

  it('of 10,000 hosts takes at most 1 MB, behind a load balancer too', () => {
    const state = busyFleet(10_000, { spec: behindABalancer })
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
      expect(
        snapshot(busyFleet(10_000, { nth: 1, diagnosticsOf: inItsOwnWords, isIgnored })).length,
      ).toBeLessThanOrEqual(2_000_000)
  })

  it('knows hosts that are silent or wait, clocks that were set back, and times of weeks', () => {
    const state = busyFleet(5)
    const base = { v: 1, at: testEpoch + 40 * 86_400_000 } as const
    evolve(state, { ...base, type: 'TargetNoted', target: 3, note: '3 connections open' })
    evolve(state, { ...base, type: 'TargetNoted', target: 1, note: '13 connections open' })
    evolve(state, { ...base, type: 'TargetSilent', target: 4, since: testEpoch - 86_400_000 })
    evolve(state, { ...base, type: 'TargetSilent', target: 2, since: base.at })
    evolve(state, { ...base, type: 'TargetSucceeded', target: 1 })
    expect(restore(snapshot(state))).toEqual(state)
  })
})

/** Where what is known of the hosts begins. */
function headLength(bytes: Uint8Array): number {
  const from = { bytes, at: 0 }
  takeBytes(from)
  return from.at
}

const behindABalancer: Partial<DeploymentSpec> = {
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
}

interface Busy {
  spec?: Partial<DeploymentSpec>
  nth?: number
  diagnosticsOf?: (target: number) => Diagnostics
  isIgnored?: boolean
}

/** All hosts at once in their last event, every tenth (or `nth`) failed with something to say; `isIgnored`: in its first one already. */
function busyFleet(
  total: number,
  { spec: over, nth = 10, diagnosticsOf = () => failedDiagnostics, isIgnored = false }: Busy = {},
) {
  const targets = Array.from({ length: total }, (_, host) => `web-${String(host).padStart(5, '0')}`)
  const spec = aDeploymentSpec({ targets, minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 }, ...over })
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
  const last = (state.deployment?.lifecycleEvents.length ?? 0) - 1
  for (let event = 0; event < last; event += 1)
    for (let target = 0; target < total; target += 1) {
      tell({ ...base(), type: 'LifecycleEventGranted', target, event })
      tell({ ...base(), type: 'LifecycleEventEnded', target, event, ...first(target, event), next: event + 1 })
    }
  for (let target = 0; target < total; target += 1) {
    tell({ ...base(), type: 'LifecycleEventGranted', target, event: last })
    if (target % nth !== 0) continue
    const diagnostics = diagnosticsOf(target)
    tell({ ...base(), type: 'LifecycleEventEnded', target, event: last, status: 'Failed', diagnostics })
    tell({ ...base(), type: 'TargetFailed', target })
  }
  return state
}
