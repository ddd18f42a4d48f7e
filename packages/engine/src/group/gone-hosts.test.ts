/** What a group forgets: hosts that are no more, and those that its memory has no room for. Their rows go in the same breath. */
import { limits, type DeploymentSpec, type GroupEvent, type GroupHostStanding } from '@sluice/model'
import { aRevisionInUse, hostNames } from '@sluice/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { admittedIn, appear, asked, end, Group, next, restart, settledGroup, to } from '../testing/group-life.ts'
import { standingRows } from './group-hosts.ts'
import { standingChanges } from './standing-changes.ts'

const gone = (...hosts: string[]) => ({ ...to, kind: 'hostsGone', hosts }) as const
const known = (group: Group) => [...group.state.hosts.records.keys()]

describe('a host that is no more', () => {
  it('is forgotten with its row, once', () => {
    const group = settledGroup()
    const [fact, ...more] = group.send(gone('web-2', 'web-9'))
    expect([fact, more]).toEqual([expect.objectContaining({ type: 'HostsGone', hosts: ['web-2'] }), []])
    expect(known(group)).toEqual(['web-1'])
    expect(fact && standingChanges(group.state, fact)).toMatchObject([{ instanceName: 'web-2', standing: undefined }])
    expect(group.send(gone('web-2'))).toEqual([])
  })

  it('gives its name to a host of which nothing is known: that one gets the revision', () => {
    const group = settledGroup()
    expect(group.send(appear(['web-2']))).toEqual([])
    group.send(gone('web-2'))
    expect(admittedIn(group.send(appear(['web-2'])))).toMatchObject([{ targets: ['web-2'] }])
  })

  it('waits no more', () => {
    const group = settledGroup()
    group.create(next())
    group.send(appear(['web-3', 'web-4']))
    group.send(gone('web-3'))
    expect(admittedIn(group.send(end(next())))).toMatchObject([{ targets: ['web-4'] }])
  })

  it('while a deployment runs leaves nothing of what that comes to, whoever bears its name at the end', () => {
    const group = settledGroup()
    group.create(next())
    group.send(gone('web-2'))
    restart(group)
    group.send(appear(['web-2']))
    const facts = group.send(end(next()))
    expect(facts[0]).toMatchObject({ hosts: { succeeded: ['web-1'], failed: [], gone: ['web-2'] } })
    expect(known(group)).toEqual(['web-1'])
    expect(admittedIn(facts)).toMatchObject([{ creator: 'CodeDeployAutoUpdate', targets: ['web-2'] }])
    restart(group)
    expect(group.state.departed).toBeUndefined()
  })
})

describe('the memory of a group', () => {
  it('has room for twice the hosts of a deployment: who was tried the longest ago is forgotten, row and all', () => {
    const group = new Group()
    const rows: Rows = new Map()
    for (const generation of ['a', 'b', 'c']) {
      const targets = hostNames(9000).map((name) => `${generation}-${name}`)
      take(group, rows, group.create({ ...asked, targets }))
      take(group, rows, group.send(end({ ...asked, targets })))
    }
    expect(group.state.hosts.records.size).toBe(limits.hostsPerDeployment * 2)
    expect([...rows.keys()].toSorted()).toEqual(known(group).toSorted())
    expect(known(group)[0]).toBe('a-web-7001')
  })

  it('costs a deployment to few hosts no row of the many that stay as they are', () => {
    const many = hostNames(5000)
    const group = settledGroup(many)
    const release = (version: string) => {
      const spec = { ...next(), targets: ['few-1', 'few-2'], revision: aRevisionInUse(version) }
      group.create(spec)
      return changed(group, group.send(end(spec)))
    }
    expect(release('2.0')).toBe(5002)
    expect(release('3.0')).toBe(2)
  })
})

type Rows = Map<string, GroupHostStanding>

/** As the conductor does; of the facts of one decision only the first changes how hosts stand. */
function take(group: Group, rows: Rows, facts: GroupEvent[]): void {
  for (const { instanceName, standing } of facts.flatMap((fact) => standingChanges(group.state, fact)))
    if (standing === undefined) rows.delete(instanceName)
    else rows.set(instanceName, standing)
}

const changed = (group: Group, facts: GroupEvent[]): number =>
  facts.flatMap((fact) => standingChanges(group.state, fact)).length

describe('in every life of a group', () => {
  const names = hostNames(5)
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        version: fc.integer({ min: 1, max: 4 }),
        on: fc.subarray(names, { minLength: 1 }),
        isGood: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ leaving: fc.constantFrom(...names) }) },
  )

  it('the rows that were written are those of a recount, and nothing is known of who left since it was tried', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const group = new Group()
        const rows: Rows = new Map()
        let active: DeploymentSpec | undefined
        const left = new Set<string>()
        for (const [at, one] of steps.entries()) {
          if ('leaving' in one) {
            take(group, rows, group.send(gone(one.leaving)))
            left.add(one.leaving)
          } else if (active === undefined) {
            active = {
              ...next({ deploymentId: `d-R${String(at).padStart(8, '0')}` }),
              targets: one.on,
              revision: aRevisionInUse(`1.${one.version}`),
            }
            take(group, rows, group.create(active))
            for (const name of one.on) left.delete(name)
          } else {
            take(group, rows, group.send(end(active, one.isGood ? 'Succeeded' : 'Failed')))
            active = undefined
          }
          const recount = standingRows(group.state).flatMap(({ standing }) => standing ?? [])
          expect([...rows.values()].toSorted(byName)).toEqual(recount.toSorted(byName))
          for (const name of left) expect(rows.has(name)).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })
})

const byName = (a: GroupHostStanding, b: GroupHostStanding): number => a.instanceName.localeCompare(b.instanceName)
