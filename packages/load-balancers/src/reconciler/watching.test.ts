import { firstAccountId } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aReconciledWorld, movedTime, pass, settle, web1 } from '../testing/a-world.ts'

const edgeOf = [firstAccountId, 'edge'] as const

describe('who looks at balancers', () => {
  movedTime()

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
