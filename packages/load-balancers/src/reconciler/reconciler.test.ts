import { firstAccountId } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aDirectory } from '../testing/a-directory.ts'
import { aBalancer, aReconciledWorld, movedTime, pass, settle, web1 } from '../testing/a-world.ts'

const edgeOf = [firstAccountId, 'edge'] as const

describe('the reconciler', () => {
  movedTime()

  test('tells a balancer the whole of what its rows say, with the generation of the commit', async () => {
    const { directory, edge } = await aReconciledWorld()
    directory.putGroup({ name: 'admin', port: 9090 })
    const generation = directory.put({ targetId: 'web-1' }, { targetId: 'web-2', targetGroupName: 'admin', weight: 3 })
    await settle()
    expect(edge.serves).toMatchObject({
      name: 'edge',
      generation,
      listeners: { production: 4680, test: 4681 },
      drainSeconds: 30,
      targetGroups: [
        { name: 'admin', members: [{ targetId: 'web-2', weight: 3 }] },
        { name: 'shop', members: [{ targetId: 'web-1', address: '10.0.0.1', port: 8080 }] },
      ],
    })
  })

  test('an older generation never overtakes: while one is being told, later ones wait, and only the last is told', async () => {
    const { directory, edge } = await aReconciledWorld()
    let [busy, busiest] = [0, 0]
    const apply = edge.apply
    edge.apply = async (desired) => {
      busy += 1
      busiest = Math.max(busiest, busy)
      await apply(desired)
      busy -= 1
    }
    const release = edge.hold()
    const first = directory.put({ targetId: 'web-1' })
    await settle()
    directory.put({ targetId: 'web-2' })
    const last = directory.put({ targetId: 'web-3' })
    await settle()
    release()
    await pass(1000)
    expect(edge.applied).toEqual([100, first, last])
    expect(busiest).toBe(1)
    expect(edge.serves?.targetGroups[0]?.members).toHaveLength(3)
  })

  test('a commit that concerns another balancer tells this one nothing', async () => {
    const { directory, edge, balancers } = await aReconciledWorld()
    directory.putBalancer({ name: 'inner' })
    directory.putGroup({ name: 'admin', loadBalancerName: 'inner' })
    directory.put({ targetGroupName: 'admin' })
    await settle()
    expect(balancers.get('inner')?.serves?.targetGroups).toMatchObject([
      { name: 'admin', members: [{ targetId: 'web-1' }] },
    ])
    expect(edge.applied).toEqual([100])
  })

  test('a balancer that lost what it was told is told again', async () => {
    const { directory, edge } = await aReconciledWorld()
    const generation = directory.put({})
    await settle()
    edge.forget()
    await pass(2000)
    expect(edge.serves).toMatchObject({ generation, targetGroups: [{ members: [{ targetId: 'web-1' }] }] })
  })

  test('a balancer that serves an older generation than it was told is told again', async () => {
    const { directory, edge } = await aReconciledWorld()
    const old = edge.serves!
    const generation = directory.put({})
    await settle()
    edge.forget()
    await edge.apply(old)
    await pass(2000)
    expect(edge.serves?.generation).toBe(generation)
  })

  test('after a restart it begins with the generation of the last commit, and the balancer takes it', async () => {
    const first = await aReconciledWorld()
    first.directory.put({})
    await settle()
    await first.reconciler.stop()
    first.directory.put({ targetId: 'web-2' })
    const second = await aReconciledWorld(first.directory, first.edge)
    expect(first.edge.applied).toEqual([100, 101, 102])
    expect(second.reconciler.standing(web1, 102)).toMatchObject({ status: 'observed', member: { targetId: 'web-1' } })
  })

  test('after a restore of an older copy the balancer is brought back to it, though its own numbers are higher', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    for (let count = 0; count < 5; count += 1) directory.put({ targetId: `web-${count}` })
    await settle()
    await reconciler.stop()
    const copy = aDirectory()
    copy.put({ targetId: 'web-9' })
    const restored = await aReconciledWorld(copy, edge)
    const served = () => edge.serves?.targetGroups[0]?.members.map((member) => member.targetId)
    expect(served()).toEqual(['web-9'])
    const generation = copy.put({ targetId: 'web-8' })
    await settle()
    expect(restored.reconciler.standing({ ...web1, targetId: 'web-8' }, generation).status).toBe('observed')
    expect(served()).toEqual(['web-9', 'web-8'])
  })

  test('what a balancer served before it was told anything here says nothing about our rows', async () => {
    const edge = aBalancer('edge')
    const first = await aReconciledWorld(aDirectory(), edge)
    await first.reconciler.stop()
    await edge.apply({ ...edge.serves!, generation: 500 })
    edge.apply = async () => undefined
    const { reconciler } = await aReconciledWorld(aDirectory(), edge)
    await pass(5000)
    expect(reconciler.observed(...edgeOf)?.observed?.generation).toBe(500)
    expect(reconciler.standing(web1, 99).status).toBe('behind')
  })

  test('what is committed while it reads the rows is not missed', async () => {
    const directory = aDirectory()
    const members = directory.rows.members
    directory.rows.members = async (group) => {
      const read = await members(group)
      directory.put({ targetId: 'web-late' })
      return read
    }
    const { edge } = await aReconciledWorld(directory)
    expect(edge.serves?.targetGroups[0]?.members.map((member) => member.targetId)).toEqual(['web-late'])
  })
})
