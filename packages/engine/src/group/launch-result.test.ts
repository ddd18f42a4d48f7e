/** New hosts on which the group's first deployment fails: which of them its policy discards, and what is known of them then. */
import {
  isRefusal,
  sentenceText,
  type DeploymentSignal,
  type DeploymentSpec,
  type GroupEvent,
  type GroupSignal,
  type LaterHostsPolicy,
} from '@sluice/model'
import { aDeploymentSpec, testEpoch } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { deploymentAggregate } from '../deployment/deployment-aggregate.ts'
import {
  admittedIn,
  appear,
  automatic,
  end,
  next,
  restart,
  settledGroup,
  to,
  type Group,
} from '../testing/group-life.ts'
import { sentenceOf } from '../sentence.ts'
import { targetOf, touchedTargets } from '../target-view.ts'
import { groupAggregate } from './group-aggregate.ts'
import { standingChanges } from './standing-changes.ts'

const discarding: LaterHostsPolicy = { ...automatic, failedNewHosts: 'discard' }

/** The deployment that it starts by itself to hosts that begin to match. */
function launched(group: Group, hosts: string[], policy = discarding): DeploymentSpec {
  const [spec] = admittedIn(group.send(appear(hosts, policy)))
  if (spec === undefined) throw new Error('nothing was started')
  return spec
}

const toDiscard = (facts: GroupEvent[]) =>
  facts.flatMap((fact) => (fact.type === 'DeploymentReleased' ? [fact.toDiscard] : []))

describe('a new host on which its first deployment fails', () => {
  it('is discarded where the group says so', () => {
    const group = settledGroup()
    expect(toDiscard(group.send(end(launched(group, ['web-3', 'web-4']), 'Failed')))).toEqual([['web-3', 'web-4']])
  })

  it.each([
    ['keep', { ...automatic, failedNewHosts: 'keep' }],
    ['nothing about it', automatic],
  ] as const)('is kept where the group says %s', (_, policy) => {
    const group = settledGroup()
    const spec = launched(group, ['web-3'], policy)
    expect(spec).not.toHaveProperty('failedNewHosts')
    expect(toDiscard(group.send(end(spec, 'Failed')))).toEqual([undefined])
  })

  it('is discarded alone: those on which it succeeded stay, although the whole did not fail', () => {
    const group = settledGroup()
    const spec = launched(group, ['web-3', 'web-4'])
    expect(toDiscard(group.send(endWith(spec, 'Succeeded', { succeeded: ['web-3'], failed: ['web-4'] })))).toEqual([
      ['web-4'],
    ])
  })

  it('is discarded after a follow-on too: for a host that came meanwhile that is the first', () => {
    const group = settledGroup()
    group.create(next())
    group.send(appear(['web-3'], discarding))
    const [follow] = admittedIn(group.send(end(next())))
    if (follow === undefined) throw new Error('nothing followed')
    expect(follow.creator).toBe('CodeDeployAutoUpdate')
    expect(toDiscard(group.send(end(follow, 'Failed')))).toEqual([['web-3']])
  })

  it('is kept when somebody stopped the deployment', () => {
    const group = settledGroup()
    const spec = launched(group, ['web-3'])
    expect(toDiscard(group.send(endWith(spec, 'Stopped', { succeeded: [], failed: ['web-3'] })))).toEqual([undefined])
  })
})

describe('never discarded is', () => {
  it('a host that the group deployed to before: re-tagged, it may serve', () => {
    const group = settledGroup(['web-1', 'web-2', 'web-3'])
    group.create(next())
    group.send(end(next()))
    const spec = launched(group, ['web-3', 'web-4'])
    expect(toDiscard(group.send(end(spec, 'Failed')))).toEqual([['web-4']])
  })

  it('a host of a deployment that somebody asked for', () => {
    const group = settledGroup()
    group.create(next({ targets: ['web-1', 'web-5'] }))
    expect(toDiscard(group.send(end(next({ targets: ['web-1', 'web-5'] }), 'Failed')))).toEqual([undefined])
  })
})

const done = (spec: DeploymentSpec, hosts: string[], kept: { host: string; why: string }[] = []): GroupSignal => ({
  ...to,
  kind: 'newHostsDiscarded',
  deploymentId: spec.deploymentId,
  by: 'policy of storefront/production',
  hosts,
  kept,
})

describe('once hosts were discarded', () => {
  it('being told so again is no news', () => {
    const group = settledGroup()
    const spec = launched(group, ['web-3'])
    group.send(end(spec, 'Failed'))
    expect(group.send(done(spec, ['web-3']))).toHaveLength(1)
    expect(group.send(done(spec, ['web-3']))).toEqual([])
  })

  it('nothing is known of them any more: one that comes again is new, and is discarded again', () => {
    const group = settledGroup()
    const spec = launched(group, ['web-3'])
    group.send(end(spec, 'Failed'))
    const [fact] = group.send(done(spec, ['web-3']))
    if (fact === undefined) throw new Error('no fact')
    expect(standingChanges(group.state, fact)).toEqual([
      expect.objectContaining({ instanceName: 'web-3', standing: undefined }),
    ])
    restart(group)
    expect(toDiscard(group.send(end(launched(group, ['web-3']), 'Failed')))).toEqual([['web-3']])
  })

  it('their deployment tells it: in its sentence, and on each host; also of those that were kept', () => {
    const spec = aDeploymentSpec({ targets: ['web-3', 'web-4', 'web-5'] })
    const fact = { v: 1, at: testEpoch, type: 'NewHostsDiscarded', deploymentId: spec.deploymentId } as const
    const kept = [{ host: 'web-5', why: 'storefront/staging runs on it' }]
    const discarded = { by: 'policy of storefront/production', hosts: ['web-4'], kept }
    const state = deploymentAggregate.empty(spec.deploymentId)
    const take = (signal: DeploymentSignal) => {
      const facts = deploymentAggregate.decide(state, signal, testEpoch)
      if (isRefusal(facts)) throw new Error(facts.message)
      for (const one of facts) deploymentAggregate.evolve(state, one)
      return facts
    }
    const address = { to: 'deployment', groupId: spec.deploymentGroupId, deploymentId: spec.deploymentId } as const
    take({ ...address, kind: 'create', spec })
    deploymentAggregate.evolve(state, { v: 1, at: testEpoch, type: 'TargetFailed', target: 1, reason: 'no report' })
    deploymentAggregate.evolve(state, { v: 1, at: testEpoch, type: 'DeploymentEnded', status: 'Failed' })
    const [signal] = groupAggregate.react(settledGroup().state, { ...fact, ...discarded }).signals
    if (signal?.to !== 'deployment') throw new Error('its deployment is not told')
    const [told, ...more] = take(signal)
    if (told === undefined) throw new Error('no fact')
    expect(more).toEqual([])
    expect(told).toMatchObject({
      type: 'HostsDiscarded',
      message:
        'web-4 was discarded by the policy of storefront/production: the first deployment to it failed. web-5 was not discarded: storefront/staging runs on it.',
    })
    expect(touchedTargets(told)).toEqual([1, 2])
    expect(targetOf(state, 1).statusReason).toBe('No report; discarded by the policy of storefront/production.')
    expect(targetOf(state, 2).statusReason).toBe('Not discarded: storefront/staging runs on it.')
    expect(state.deployment && sentenceText(sentenceOf(state.deployment))).toMatch(/ web-4 was discarded by the policy/)
    expect(take(signal)).toEqual([])
  })
})

it('where very many failed it is told of the whole alone: no row is drawn again without what its host said', () => {
  const targets = Array.from({ length: 200 }, (_, at) => `web-${at + 3}`)
  const spec = aDeploymentSpec({ targets, failedNewHosts: 'discard' })
  const state = deploymentAggregate.empty(spec.deploymentId)
  deploymentAggregate.evolve(state, { v: 1, at: testEpoch, type: 'DeploymentCreated', spec })
  for (const target of targets.keys()) {
    const diagnostics = { errorCode: 'ScriptFailed', scriptName: '', message: `no ${target}`, logTail: 'x' } as const
    const fact = { v: 1, at: testEpoch, type: 'LifecycleEventEnded', target, event: 0, status: 'Failed' } as const
    deploymentAggregate.evolve(state, { ...fact, diagnostics })
  }
  const address = { to: 'deployment', groupId: spec.deploymentGroupId, deploymentId: spec.deploymentId } as const
  const by = 'policy of storefront/production'
  const facts = deploymentAggregate.decide(
    state,
    { ...address, kind: 'hostsDiscarded', by, hosts: targets, kept: [] },
    testEpoch,
  )
  expect(facts).toMatchObject([
    { targets: [], message: expect.stringMatching(/^200 hosts were discarded by the policy/) },
  ])
})

function endWith(
  spec: DeploymentSpec,
  status: 'Succeeded' | 'Failed' | 'Stopped',
  results: { succeeded: string[]; failed: string[] },
): GroupSignal {
  const { name, sha256 } = spec.revision
  const ending = { status, at: testEpoch, spec, hosts: { revision: { name, sha256 }, ...results } }
  return { ...to, kind: 'deploymentEnded', deploymentId: spec.deploymentId, ending }
}
