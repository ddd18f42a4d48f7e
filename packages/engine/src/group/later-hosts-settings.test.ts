/** How hosts that begin to match later are taken, and what an edit of the group changes for those that wait. */
import type { LaterHostsPolicy, MinimumHealthyHosts } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { admittedIn, appear, automatic, draft, edit, end, next, restart, settledGroup } from '../testing/group-life.ts'

describe('the pace of hosts that begin to match', () => {
  const config = (name: string, minimumHealthyHosts: MinimumHealthyHosts) => ({
    deploymentConfigName: `CodeDeployDefault.${name}`,
    minimumHealthyHosts,
  })
  const allAtOnce = config('AllAtOnce', { type: 'HOST_COUNT', value: 0 })
  const half = config('HalfAtATime', { type: 'FLEET_PERCENT', value: 50 })
  const one = config('OneAtATime', { type: 'MOST_CONCURRENCY', value: 1 })

  it.each([
    ['all at once while the group knows none of them', ['web-8', 'web-9'], half, allAtOnce],
    ['that of the group as soon as it has a record of one of them', ['web-2', 'web-3', 'web-9'], half, half],
    ['one at a time where that of the group could never start on so few', ['web-2'], half, one],
    ['one at a time where the group goes by zones', ['web-2', 'web-3'], undefined, one],
  ])('is %s', (_, hosts, ownConfig, pace) => {
    const group = settledGroup(['web-1', 'web-2', 'web-3'])
    const newest = next({ targets: ['web-1'] })
    group.create(newest)
    group.send(end(newest))
    const signal = { ...appear(hosts), draft: { ...draft(), ...allAtOnce, ...(ownConfig && { ownConfig }) } }
    const [spec] = admittedIn(group.send(signal))
    expect(spec).toMatchObject({ ...pace, revision: newest.revision })
    expect(spec?.targets.toSorted()).toEqual(hosts)
    expect(spec).not.toHaveProperty('ownConfig')
  })
})

describe('an edit of the group', () => {
  const waiting = (policy = automatic) => {
    const group = settledGroup()
    group.create(next())
    group.send(appear(['web-3', 'web-4'], policy))
    return group
  }

  it('takes away what waiting hosts would get, where they match no more', () => {
    const group = waiting()
    expect(group.send(edit(['web-1', 'web-2', 'web-4']))).toMatchObject([
      { type: 'WaitingHostsChanged', hosts: ['web-4'], fleet: 3 },
    ])
    restart(group)
    expect(admittedIn(group.send(end(next())))).toMatchObject([{ targets: ['web-4'], narrowed: { leftOut: 2 } }])
    const emptied = waiting()
    emptied.send(edit(['web-1', 'web-2']))
    expect(emptied.state.waiting).toBeUndefined()
  })

  it('that weakens or strengthens the policy counts for those that wait already', () => {
    const update: LaterHostsPolicy = { newHosts: 'off', outdatedInstancesStrategy: 'UPDATE' }
    const all = ['web-1', 'web-2', 'web-3', 'web-4']
    const weakened = waiting()
    weakened.send(edit(all, update))
    expect(admittedIn(weakened.send(end(next(), 'Failed')))).toEqual([])
    const strengthened = waiting(update)
    strengthened.send(edit(all, automatic))
    expect(admittedIn(strengthened.send(end(next(), 'Failed')))).toMatchObject([{ targets: ['web-3', 'web-4'] }])
    const ended = waiting()
    ended.send(edit(all, { newHosts: 'offer', outdatedInstancesStrategy: 'IGNORE' }))
    expect(ended.state.waiting).toBeUndefined()
  })

  it('counts for the settings of what they get', () => {
    const group = waiting()
    group.send({ ...edit(['web-3', 'web-4']), draft: { ...draft(), region: 'elsewhere' } })
    expect(admittedIn(group.send(end(next())))).toMatchObject([{ region: 'elsewhere' }])
  })

  it('is nothing where no host waits', () => {
    expect(settledGroup().send(edit(['web-1', 'web-2', 'web-3']))).toEqual([])
  })
})
