/** Hosts that begin to match a group later: decided with what they wait for, one deployment at a time, each tried once. */
import type { DeploymentSpec, GroupEvent, LaterHostsPolicy } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful } from '@sluice/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { admittedIn, appear, asked, edit, end, Group, next, restart, settledGroup, to } from '../testing/group-life.ts'
import { automaticUpdateStarter } from './unasked-admission.ts'
import { groupAggregate } from './group-aggregate.ts'

const ofGroup = `${asked.applicationName} / ${asked.deploymentGroupName}`

describe('a host that begins to match', () => {
  it('gets the last successful revision alone, in the same decision, when its group says automatic', () => {
    const group = settledGroup()
    const [fact, admitted] = group.send(appear(['web-3']))
    expect(fact).toMatchObject({ type: 'HostsAppeared', hosts: ['web-3'] })
    expect(admitted).toMatchObject({
      type: 'DeploymentAdmitted',
      spec: {
        creator: 'autoscaling',
        startedBy: automaticUpdateStarter,
        targets: ['web-3'],
        revision: asked.revision,
        narrowed: { by: 'onlyTargets', leftOut: 2 },
        description: `web-3 began to match ${ofGroup}, which gives new hosts the last revision that succeeded: that of ${asked.deploymentId}.`,
      },
    })
    expect(group.state.waiting).toBeUndefined()
  })

  it.each([['off'], ['offer']] as const)('gets nothing by itself when its group says %s', (newHosts) => {
    const policy = { newHosts, outdatedInstancesStrategy: 'UPDATE' } as const
    expect(settledGroup().send(appear(['web-3'], policy))).toEqual([])
  })

  it('gets nothing where nothing succeeded yet, or when it runs that revision already', () => {
    expect(new Group().send(appear(['web-3']))).toEqual([])
    expect(settledGroup().send(appear(['web-1']))).toEqual([])
  })

  it('waits with the others for the end of a deployment that runs', () => {
    const group = settledGroup()
    group.create(next())
    expect(admittedIn(group.send(appear(['web-3'])))).toEqual([])
    restart(group)
    group.send(appear(['web-4', 'web-3']))
    const [spec, ...more] = admittedIn(group.send(end(next(), 'Failed')))
    expect(more).toEqual([])
    expect(spec).toMatchObject({ creator: 'autoscaling', targets: ['web-3', 'web-4'], revision: asked.revision })
  })

  it('and runs what succeeded last waits too, and gets what the deployment came to, if that is another revision', () => {
    const retagged = () => {
      const group = settledGroup(['web-1', 'web-2', 'web-3'])
      group.create(next())
      expect(group.send(appear(['web-3']))).toMatchObject([{ type: 'HostsAppeared', hosts: ['web-3'] }])
      return group
    }
    expect(admittedIn(retagged().send(end(next())))).toMatchObject([
      { creator: 'CodeDeployAutoUpdate', targets: ['web-3'], revision: next().revision },
    ])
    const failed = retagged()
    expect(admittedIn(failed.send(end(next(), 'Failed')))).toEqual([])
    expect(failed.state.waiting).toBeUndefined()
  })

  it('waits for the end of a rollback too, which comes first', () => {
    const group = settledGroup()
    const bad = next()
    const rollback = aDeploymentSpec({
      deploymentId: 'd-BACK00001',
      creator: 'codeDeployRollback',
      targets: ['web-1', 'web-2'],
    })
    group.create(bad)
    group.send(appear(['web-3']))
    expect(admittedIn(group.send(end(bad, 'Failed', rollback))).map((spec) => spec.deploymentId)).toEqual([
      'd-BACK00001',
    ])
    expect(admittedIn(group.send(end(rollback)))).toMatchObject([{ targets: ['web-3'] }])
  })

  it('is forgotten when it matches no more, before the end', () => {
    const group = settledGroup()
    group.create(next())
    group.send(appear(['web-3', 'web-4']))
    group.send({ ...to, kind: 'hostsLeft', hosts: ['web-3', 'web-9'] })
    expect([...(group.state.waiting?.hosts ?? [])]).toEqual(['web-4'])
    group.send({ ...to, kind: 'hostsLeft' })
    expect(group.send(end(next())).map(({ type }) => type)).toEqual(['DeploymentReleased'])
  })

  it('or matches no more costs the same however many wait: nobody goes through them', () => {
    const group = settledGroup()
    group.create(next())
    group.send(appear(Array.from({ length: 10_000 }, (_, host) => `new-${host}`)))
    const hosts = group.state.waiting?.hosts
    if (hosts === undefined) throw new Error('nobody waits')
    const all = hosts[Symbol.iterator]
    hosts[Symbol.iterator] = () => {
      throw new Error('somebody goes through all that wait')
    }
    expect(group.send(appear(['web-3', 'new-7']))).toMatchObject([{ hosts: ['web-3'] }])
    expect(group.send({ ...to, kind: 'hostsLeft', hosts: ['new-7', 'web-9'] })).toMatchObject([{ hosts: ['new-7'] }])
    hosts[Symbol.iterator] = all
    expect(group.state.waiting?.hosts.size).toBe(10_000)
  })

  it('that the running deployment tried already, is not tried once more', () => {
    const group = settledGroup()
    group.create(next())
    group.send(appear(['web-2']))
    expect(admittedIn(group.send(end(next(), 'Failed')))).toEqual([])
    expect(group.state.waiting).toBeUndefined()
  })
})

describe('a follow-on deployment', () => {
  const update: LaterHostsPolicy = { newHosts: 'off', outdatedInstancesStrategy: 'UPDATE' }

  it('brings the revision of a success to hosts that began to match while it ran, and is linked to it', () => {
    const group = settledGroup()
    group.create(next())
    group.send(appear(['web-3'], update))
    const facts = group.send(end(next()))
    const follow = { creator: 'CodeDeployAutoUpdate', autoUpdateOf: 'd-NEXT00001', targets: ['web-3'] }
    const description = `web-3 began to match ${ofGroup} while d-NEXT00001 ran; the group follows a success on hosts that came meanwhile.`
    expect(admittedIn(facts)).toMatchObject([{ ...follow, revision: next().revision, description }])
    const last = facts.at(-1)
    expect(last && groupAggregate.react(group.state, last).signals).toMatchObject([
      { kind: 'create' },
      { kind: 'autoUpdatedBy', deploymentId: 'd-NEXT00001' },
    ])
  })

  it('follows no failure, and none at all where the strategy is IGNORE', () => {
    const failed = settledGroup()
    failed.create(next())
    failed.send(appear(['web-3'], update))
    expect(admittedIn(failed.send(end(next(), 'Failed')))).toEqual([])
    const ignored = settledGroup()
    ignored.create(next())
    expect(ignored.send(appear(['web-3'], { ...update, outdatedInstancesStrategy: 'IGNORE' }))).toEqual([])
    expect(admittedIn(ignored.send(end(next())))).toEqual([])
  })

  it('never has one of its own, whether it succeeds or fails', () => {
    for (const status of ['Succeeded', 'Failed'] as const) {
      const group = settledGroup()
      group.create(next())
      group.send(appear(['web-3'], update))
      const [follow] = admittedIn(group.send(end(next())))
      if (follow === undefined) throw new Error('nothing followed')
      group.send(appear(['web-4'], update))
      expect(admittedIn(group.send(end(follow, status)))).toEqual([])
      expect(group.state.waiting).toBeUndefined()
    }
  })
})

type Step =
  | 'create'
  | 'succeed'
  | 'fail'
  | 'restart'
  | 'leave'
  | { host: number; policy: LaterHostsPolicy }
  | { matching: string[]; policy: LaterHostsPolicy }

const policy = fc.record<LaterHostsPolicy>({
  newHosts: fc.constantFrom('off', 'offer', 'automatic'),
  outdatedInstancesStrategy: fc.constantFrom('UPDATE', 'IGNORE'),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>('create', 'succeed', 'fail', 'restart', 'leave'),
  fc.record({ host: fc.integer({ min: 3, max: 9 }), policy }),
  fc.record({ matching: fc.subarray(['web-3', 'web-4', 'web-5', 'web-6', 'web-7', 'web-8', 'web-9']), policy }),
)

describe('in every life of a group', () => {
  it('one deployment is active, each report is answered at most once, and nobody waits while none runs', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const group = settledGroup()
        const reports = new Map<string, number>()
        let active: DeploymentSpec | undefined
        let said: LaterHostsPolicy | undefined
        for (const [at, one] of steps.entries()) {
          const facts = take(group, one, at, active)
          for (const fact of facts) {
            if (fact.type === 'DeploymentReleased') active = undefined
            if (fact.type === 'HostsAppeared')
              for (const host of fact.hosts) reports.set(host, (reports.get(host) ?? 0) + 1)
            if (fact.type === 'HostsAppeared' || fact.type === 'WaitingHostsChanged') said = fact.policy
            if (fact.type !== 'DeploymentAdmitted') continue
            expect(active).toBeUndefined()
            active = fact.spec
            if (active.creator === 'autoscaling') expect(said?.newHosts).toBe('automatic')
            if (active.creator === 'CodeDeployAutoUpdate') expect(said?.outdatedInstancesStrategy).toBe('UPDATE')
            if (active.startedBy !== automaticUpdateStarter) continue
            for (const host of active.targets) {
              expect(reports.get(host)).toBeGreaterThan(0)
              reports.set(host, 0)
            }
          }
          expect(group.state.active?.deploymentId).toBe(active?.deploymentId)
          if (active === undefined) expect(group.state.waiting).toBeUndefined()
          if (typeof one === 'object' && 'matching' in one)
            expect(one.matching).toEqual(expect.arrayContaining([...(group.state.waiting?.hosts ?? [])]))
        }
      }),
      { numRuns: 300 },
    )
  })
})

function take(group: Group, one: Step, at: number, active: DeploymentSpec | undefined): GroupEvent[] {
  if (typeof one === 'object')
    return group.send('host' in one ? appear([`web-${one.host}`], one.policy) : edit(one.matching, one.policy))
  switch (one) {
    case 'create':
      return group.create(next({ deploymentId: `d-C${String(at).padStart(8, '0')}` }))
    case 'succeed':
    case 'fail':
      return active === undefined ? [] : group.send(end(active, one === 'succeed' ? 'Succeeded' : 'Failed'))
    case 'leave':
      return group.send({ ...to, kind: 'hostsLeft' })
    case 'restart':
      restart(group)
      return []
  }
}

it('a group whose last success is another one gives that one', () => {
  const group = new Group()
  const lastSuccessful = aLastSuccessful()
  const { deploymentId } = lastSuccessful
  group.state.lastSuccessful = lastSuccessful
  expect(admittedIn(group.send(appear(['web-3'])))).toMatchObject([{ revision: lastSuccessful.revision }])
  expect(deploymentId).not.toBe(asked.deploymentId)
})
