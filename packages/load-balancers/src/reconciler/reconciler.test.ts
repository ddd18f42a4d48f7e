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
    await restored.reconciler.applied(...edgeOf, generation)
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

  test('a balancer that falls behind and catches up wakes everybody, though nothing else changed', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    const generation = directory.put({})
    await pass(1000)
    const stale = { ...(await edge.observe()), generation: 7 }
    const seen: string[] = []
    reconciler.watch(web1, generation, () => seen.push(reconciler.standing(web1, generation).status))
    const observe = edge.observe
    edge.observe = async () => stale
    await pass(3000)
    edge.observe = observe
    await pass(3000)
    expect(seen.at(-1)).toBe('observed')
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

  test('trouble is known in words, and over when the balancer answers again', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    edge.trouble('The balancer process cannot be reached: it is not running')
    const generation = directory.put({})
    await settle()
    expect(reconciler.observed(...edgeOf)).toMatchObject({
      observed: { generation: 100 },
      trouble: 'The balancer process cannot be reached: it is not running',
    })
    expect(reconciler.standing(web1, generation).status).toBe('trouble')
    edge.trouble()
    await pass(5000)
    expect(reconciler.observed(...edgeOf)).toMatchObject({ observed: { generation } })
    expect(reconciler.observed(...edgeOf)?.trouble).toBeUndefined()
  })

  test('a balancer in trouble is asked ever less often, and at least every five seconds', async () => {
    const { directory, edge } = await aReconciledWorld()
    directory.put({})
    await settle()
    let asked = 0
    const observe = edge.observe
    edge.observe = () => {
      asked += 1
      return observe()
    }
    edge.trouble('away')
    edge.apply = async () => void (await edge.observe())
    await pass(60_000)
    expect(asked).toBeGreaterThan(12)
    expect(asked).toBeLessThan(25)
    const before = asked
    await pass(5000)
    expect(asked).toBeGreaterThan(before)
  })

  test('a kind that is not served here is trouble in words', async () => {
    const { directory, reconciler, faults } = await aReconciledWorld()
    directory.putBalancer({ name: 'outer', kind: 'haproxy' })
    await settle()
    expect(reconciler.observed(firstAccountId, 'outer')).toEqual({
      trouble: 'no balancers of the kind haproxy are served here',
    })
    expect(faults).toEqual([])
  })

  test('an adapter that breaks is a fault and trouble, and is asked again', async () => {
    const { edge, reconciler, faults } = await aReconciledWorld()
    const observe = edge.observe
    edge.observe = async () => {
      throw new TypeError('our own mistake')
    }
    await pass(1000)
    expect(faults).toMatchObject([{ message: 'our own mistake' }])
    expect(reconciler.observed(...edgeOf)?.trouble).toBe('its answer was not understood')
    edge.observe = observe
    await pass(5000)
    expect(reconciler.observed(...edgeOf)?.trouble).toBeUndefined()
  })

  test('a balancer that was deleted is removed, though it has to be tried again', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    edge.trouble('away')
    directory.removeBalancer()
    await settle()
    expect(edge.serves).toBeDefined()
    expect(reconciler.observed(...edgeOf)).toBeUndefined()
    edge.trouble()
    await pass(5000)
    expect(edge.serves).toBeUndefined()
  })

  test('a balancer that was deleted and made anew begins anew', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    directory.put({})
    await settle()
    let removals = 0
    const remove = edge.remove
    edge.remove = () => {
      removals += 1
      return remove()
    }
    directory.removeBalancer()
    const generation = directory.putBalancer({ createTime: '2026-11-22T15:00:00.000Z', drainSeconds: 1 })
    await settle()
    await reconciler.applied(...edgeOf, generation)
    expect(edge.serves).toMatchObject({ generation, drainSeconds: 1 })
    expect(removals).toBe(1)
  })

  test('who waits until something is applied hears it when it was seen, not before', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    const release = edge.hold()
    const heard: number[] = []
    const generation = directory.put({})
    const waits = reconciler.applied(...edgeOf, generation).then(() => heard.push(generation))
    await pass(10_000)
    expect(heard).toEqual([])
    release()
    await pass(1000)
    await waits
    expect(heard).toEqual([generation])
    await expect(reconciler.applied(...edgeOf, 100)).resolves.toBeUndefined()
  })

  test('who waits for a balancer that is deleted, or when it stops, does not wait for ever', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    edge.trouble('away')
    const deleted = reconciler.applied(...edgeOf, directory.put({}))
    directory.removeBalancer()
    await deleted
    const other = directory.putBalancer({ name: 'inner' })
    const stopped = expect(reconciler.applied(firstAccountId, 'inner', other + 1)).rejects.toThrow('stopped')
    await reconciler.stop()
    await stopped
  })

  test('tells of changes of health and registration, not of requests that come and go', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    directory.put({})
    await pass(1000)
    let told = 0
    reconciler.onObserved((change) => {
      expect(change).toEqual({ accountId: firstAccountId, loadBalancerName: 'edge' })
      told += 1
    })
    edge.open('web-1', 3)
    await pass(1000)
    expect(told).toBe(0)
    expect(reconciler.observed(...edgeOf)?.observed?.targetGroups[0]?.members[0]?.open).toBe(3)
    edge.health('web-1', 'unhealthy', 'connection refused')
    await pass(1000)
    expect(told).toBe(1)
  })

  test('looks again at once when the balancer says that something changed', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    directory.put({})
    await pass(1000)
    edge.health('web-1', 'unhealthy', 'connection refused')
    reconciler.look(({ name }) => name === 'edge')
    await pass(300)
    expect(reconciler.standing(web1, 101)).toMatchObject({ member: { health: { reason: 'connection refused' } } })
  })

  test('wakes those who wait for a member that changed, and nobody else', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    directory.put({ targetId: 'web-1' }, { targetId: 'web-2' })
    await pass(1000)
    const woken: string[] = []
    reconciler.watch(web1, 101, () => woken.push('web-1'))
    const leave = reconciler.watch({ ...web1, targetId: 'web-2' }, 101, () => woken.push('web-2'))
    edge.open('web-2', 1)
    await pass(1000)
    expect(woken).toEqual(['web-2'])
    leave()
    edge.open('web-2', 2)
    await pass(1000)
    expect(woken).toEqual(['web-2'])
  })

  test('wakes those who wait for a generation when it is seen, and not again by later ones', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    const woken: number[] = []
    const release = edge.hold()
    const generation = directory.put({ targetId: 'web-2' })
    reconciler.watch(web1, generation, () => woken.push(generation))
    reconciler.watch(web1, generation + 2, () => woken.push(generation + 2))
    await settle()
    expect(woken).toEqual([])
    release()
    await pass(1000)
    expect(woken).toEqual([generation])
    for (const targetId of ['web-3', 'web-4', 'web-5']) {
      directory.put({ targetId })
      await pass(1000)
    }
    expect(woken).toEqual([generation, generation + 2])
  })

  test('wakes everybody when a balancer is told anew after trouble', async () => {
    const { directory, edge, reconciler } = await aReconciledWorld()
    const generation = directory.put({})
    await pass(1000)
    edge.trouble('away')
    await pass(2000)
    const seen: string[] = []
    reconciler.watch(web1, generation, () => seen.push(reconciler.standing(web1, generation).status))
    edge.trouble()
    await pass(6000)
    expect(seen.at(-1)).toBe('observed')
  })

  test('measures by asking the balancer; one that cannot be asked answers nothing', async () => {
    const { edge, reconciler } = await aReconciledWorld()
    const question = { targetGroupName: 'shop', targetIds: ['web-1'], listener: 'production' as const, since: 0 }
    edge.measured('web-1', { requests: 10, errors: 1, requestsPerSecond: 2, p50Ms: 4 })
    expect(await reconciler.measure(...edgeOf, question)).toEqual({
      requests: 10,
      errors: 1,
      requestsPerSecond: 2,
      p50Ms: 4,
    })
    edge.trouble('away')
    expect(await reconciler.measure(...edgeOf, question)).toBeUndefined()
    expect(await reconciler.measure(firstAccountId, 'none', question)).toBeUndefined()
  })
})
