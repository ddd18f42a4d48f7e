import { firstAccountId } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aReconciledWorld, movedTime, pass, settle, web1 } from '../testing/a-world.ts'

const edgeOf = [firstAccountId, 'edge'] as const

describe('a balancer that cannot do it, or is deleted', () => {
  movedTime()

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
    const { directory, edge } = await aReconciledWorld()
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
    expect(edge.serves).toMatchObject({ generation, drainSeconds: 1 })
    expect(removals).toBe(1)
  })
})
