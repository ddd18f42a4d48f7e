import { sentenceText, type DeploymentSpec, type MinimumHealthyHosts } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, hostNames } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import {
  create,
  deploymentSignal,
  grant,
  offered,
  report,
  runHost,
  send,
  summary,
  tick,
  wait,
  world,
  type World,
} from './testing/world.ts'

const id = 'd-AAAAAAAA1'
const to = deploymentSignal(id)
const keep = (value: number): MinimumHealthyHosts => ({ type: 'HOST_COUNT', value })

function started(total: number, minimum: number, over: Partial<DeploymentSpec> = {}, hasFallback = true): World {
  const of = world()
  if (hasFallback) of.group.lastSuccessful = aLastSuccessful()
  create(of, aDeploymentSpec({ targets: hostNames(total), minimumHealthyHosts: keep(minimum), ...over }))
  return of
}

const says = (of: World, deploymentId = id) => sentenceText(summary(of, deploymentId).sentence)
const run = (of: World, from: number, to: number, fails = false) => {
  for (let host = from; host <= to; host += 1) runHost(of, id, `web-${host}`, fails ? 'Install' : undefined)
}

describe('the sentence of a running deployment', () => {
  it('says how many at a time, how it stands, and what stops it', () => {
    const of = started(6, 4)
    run(of, 1, 2)
    expect(summary(of, id).sentence).toEqual([
      { kind: 'text', text: 'Installing on 2 of 6 hosts at a time. ' },
      { kind: 'strong', text: '2 done, 2 running, none failed.' },
      { kind: 'text', text: ' 2 more failures stop it.' },
    ])
  })

  it('follows the failures: fewer at a time, fewer to spare', () => {
    const of = started(6, 4)
    run(of, 1, 1, true)
    expect(says(of)).toBe(
      'Installing on 1 of 6 hosts at a time. None done, 1 running, 1 failed. One more failure stops it.',
    )
  })

  it('says when no failure can stop it any more', () => {
    const of = started(4, 3)
    run(of, 1, 3)
    expect(says(of)).toBe(
      'Installing on 1 of 4 hosts at a time. 3 done, 1 running, none failed. No failure can stop it now.',
    )
  })

  it('knows one host, a whole fleet at once, and thousands', () => {
    expect(says(started(1, 0))).toBe('Installing on web-1. None done, 1 running, none failed. It must succeed.')
    expect(says(started(2, 0))).toBe(
      'Installing on both hosts at once. None done, 2 running, none failed. 2 more failures stop it.',
    )
    expect(says(started(9, 0))).toBe(
      'Installing on all 9 hosts at once. None done, 9 running, none failed. 9 more failures stop it.',
    )
    expect(says(started(10_000, 8_800))).toBe(
      'Installing on 1,200 of 10,000 hosts at a time. None done, 500 running, none failed. 1,200 more failures stop it.',
    )
  })

  it('says that hosts are silent', () => {
    const of = started(6, 4)
    send(of, { ...to, kind: 'hostSilent', targetId: 'web-1', since: of.clock.now() })
    send(of, { ...to, kind: 'hostSilent', targetId: 'web-6', since: of.clock.now() })
    expect(says(of)).toContain('none failed. No report from 1 running host. 2 more')
    run(of, 2, 5)
    expect(says(of)).toContain('4 done, 2 running, none failed. No report from 2 running hosts.')
  })

  it('says that running hosts are busy with other deployments', () => {
    const of = started(6, 4)
    wait(of, offered(of, id, 'web-1') ?? '')
    expect(says(of)).toContain('none failed. 1 of the running hosts is busy with other deployments. 2 more')
    wait(of, offered(of, id, 'web-2') ?? '')
    expect(says(of)).toContain('none failed. 2 of the running hosts are busy with other deployments. 2 more')
    const single = started(1, 0)
    wait(single, offered(single, id, 'web-1') ?? '')
    expect(says(single)).toContain('none failed. The running host is busy with other deployments. It must')
  })

  it('says who holds it and how many hosts wait', () => {
    const of = started(6, 4)
    send(of, { ...to, kind: 'hold', by: 'Dana' })
    expect(says(of)).toBe(
      'Held by Dana since 14:02 UTC. None done, 2 running, none failed. 4 hosts wait until someone continues.',
    )
    expect(summary(of, id).sentence[1]).toEqual({ kind: 'time', at: '2026-11-22T14:02:00.000Z' })
  })

  it('says who stops it, what is still waited for, and what comes then', () => {
    const of = started(6, 4)
    const first = offered(of, id, 'web-1') ?? ''
    grant(of, first)
    send(of, { ...to, kind: 'stop', by: 'Dana', rollBack: true })
    expect(says(of)).toBe(
      'Stopping, asked by Dana at 14:02 UTC. None updated, 1 finishing its event, none left part-way, none failed, 5 untouched. Then it is rolled back to storefront-1.0.',
    )
  })

  it('promises no rollback that will not come, and says why', () => {
    const stopping = (rollBack: boolean, hasFallback: boolean) => {
      const of = started(6, 4, {}, hasFallback)
      grant(of, offered(of, id, 'web-1') ?? '')
      send(of, { ...to, kind: 'stop', by: 'Dana', rollBack })
      return says(of)
    }
    expect(stopping(true, false)).toMatch(/5 untouched. There is no earlier successful deployment to go back to\.$/)
    expect(stopping(false, true)).toMatch(/5 untouched\.$/)
  })

  it('says what it takes back when it is a rollback', () => {
    const of = started(4, 2, { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } })
    run(of, 1, 2, true)
    expect(says(of, 'd-RRRRRRRR1')).toBe(
      'Rolling back d-AAAAAAAA1 on 2 of 4 hosts at a time. None done, 2 running, none failed. 2 more failures stop it.',
    )
  })
})

describe('the sentence of an ended deployment', () => {
  it('that succeeded says on how many hosts and in what time', () => {
    const of = started(4, 2)
    run(of, 1, 3)
    of.clock.advance(19_400)
    run(of, 4, 4)
    expect(says(of)).toBe('Succeeded on all 4 hosts in 0:19.')
  })

  it('that succeeded with a failure says so', () => {
    const of = started(4, 2)
    run(of, 1, 1, true)
    run(of, 2, 4)
    expect(says(of)).toBe('Succeeded on 3 of 4 hosts in 0:00; 1 failed.')
    const single = started(1, 0)
    run(single, 1, 1)
    const both = started(2, 0)
    run(both, 1, 2)
    expect(says(both)).toBe('Succeeded on both hosts in 0:00.')
    expect(says(single)).toBe('Succeeded on web-1 in 0:00.')
  })

  it('that failed says the rule it broke and what takes it back', () => {
    const of = started(4, 3, { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } })
    run(of, 1, 1, true)
    expect(says(of)).toBe(
      'Failed: 1 of 4 hosts failed and 3 must stay healthy, so no further host may be taken out of service: 3 hosts were not started. d-RRRRRRRR1 was started to roll it back to storefront-1.0, the last revision that succeeded.',
    )
  })

  it('that failed everywhere, on its only host, or before it began says so', () => {
    const all = started(3, 0)
    run(all, 1, 3, true)
    expect(says(all)).toBe('Failed: all 3 hosts failed and at least one must succeed.')
    const single = started(1, 0)
    run(single, 1, 1, true)
    expect(says(single)).toBe('Failed: web-1, the only host, failed.')
    expect(says(started(3, 3))).toBe(
      'Failed before it touched a host. All 3 hosts must stay healthy, so none may be taken out of service. Choose a lower minimum or add hosts.',
    )
  })

  it('that ran out of time says the limit', () => {
    const of = started(4, 2)
    run(of, 1, 1)
    of.clock.advance(8 * 3_600_000 - 1)
    send(of, { ...to, kind: 'serviceResumed' })
    grant(of, offered(of, id, 'web-2') ?? '')
    of.clock.advance(1)
    tick(of, id)
    expect(says(of)).toBe(
      'Failing: not finished within 8 hours. 1 updated, 1 finishing its event, none left part-way, none failed, 2 untouched.',
    )
    report(of, offered(of, id, 'web-2') ?? '')
    expect(says(of)).toBe('Failed: not finished within 8 hours. 1 of 4 hosts was updated.')
  })

  it('that was stopped says where it left the hosts', () => {
    const of = started(6, 4)
    run(of, 1, 1)
    const second = offered(of, id, 'web-2') ?? ''
    grant(of, second)
    send(of, { ...to, kind: 'stop', by: 'Dana', rollBack: false })
    report(of, second)
    expect(summary(of, id).sentence).toEqual([
      { kind: 'text', text: 'Stopped by Dana. ' },
      { kind: 'strong', text: '1 updated, 1 left part-way, none failed, 4 untouched.' },
    ])
  })
})
