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
  world,
  type World,
} from './testing/world.ts'

const id = 'd-AAAAAAAA1'
const to = deploymentSignal(id)
const keep = (value: number): MinimumHealthyHosts => ({ type: 'HOST_COUNT', value })

function started(total: number, minimum: number, over: Partial<DeploymentSpec> = {}): World {
  const of = world()
  of.group.lastSuccessful = aLastSuccessful()
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
      'Installing on 1 of 6 hosts at a time. none done, 1 running, 1 failed. One more failure stops it.',
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
    expect(says(started(1, 0))).toBe(
      'Installing on 1 host. none done, 1 running, none failed. One more failure stops it.',
    )
    expect(says(started(9, 0))).toBe(
      'Installing on all 9 hosts at once. none done, 9 running, none failed. 9 more failures stop it.',
    )
    expect(says(started(10_000, 8_800))).toBe(
      'Installing on 1,200 of 10,000 hosts at a time. none done, 500 running, none failed. 1,200 more failures stop it.',
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

  it('says who holds it and how many hosts wait', () => {
    const of = started(6, 4)
    send(of, { ...to, kind: 'hold', by: 'Dana' })
    expect(says(of)).toBe(
      'Held by Dana since 14:02 UTC. none done, 2 running, none failed. 4 hosts wait until someone continues.',
    )
    expect(summary(of, id).sentence[1]).toEqual({ kind: 'time', at: '2026-11-22T14:02:00.000Z' })
  })

  it('says who stops it, what is still waited for, and what comes then', () => {
    const of = started(6, 4)
    const first = offered(of, id, 'web-1') ?? ''
    grant(of, first)
    send(of, { ...to, kind: 'stop', by: 'Dana', rollBack: true })
    expect(says(of)).toBe(
      'Stopping, asked by Dana at 14:02 UTC. none done, 1 finishing its running event, none failed, 5 left as they are. Then it is rolled back to storefront-1.0.',
    )
  })

  it('says what it takes back when it is a rollback', () => {
    const of = started(4, 2, { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } })
    run(of, 1, 2, true)
    expect(says(of, 'd-RRRRRRRR1')).toBe(
      'Rolling back d-AAAAAAAA1 on 2 of 4 hosts at a time. none done, 2 running, none failed. 2 more failures stop it.',
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
    expect(says(single)).toBe('Succeeded on 1 host in 0:00.')
  })

  it('that failed says the rule it broke and what takes it back', () => {
    const of = started(4, 3, { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } })
    run(of, 1, 1, true)
    expect(says(of)).toBe(
      'Failed: 1 of 4 hosts failed, 3 must stay healthy. d-RRRRRRRR1 rolls it back to storefront-1.0, the last revision that succeeded.',
    )
  })

  it('that failed everywhere, on its only host, or before it began says so', () => {
    const all = started(3, 0)
    run(all, 1, 3, true)
    expect(says(all)).toBe('Failed: all 3 hosts failed, at least one must succeed.')
    const single = started(1, 0)
    run(single, 1, 1, true)
    expect(says(single)).toBe('Failed: the only host failed.')
    expect(says(started(3, 3))).toBe(
      'Failed before it touched a host. 3 of 3 hosts must stay healthy, so none may be taken out of service. Choose a lower minimum or add hosts.',
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
    expect(says(of)).toMatch(
      /^Failing: It did not finish within 8 hours: .* 1 done, 1 finishing its running event, none failed, 2 left/,
    )
    report(of, offered(of, id, 'web-2') ?? '')
    expect(says(of)).toBe('Failed: not finished within 8 hours, 1 of 4 hosts updated.')
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
      { kind: 'text', text: '' },
    ])
  })
})
