import { firstAccountId } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aMover, aServingWorld, runs, withdraws } from '../testing/a-mover.ts'
import { movedTime, pass, settle } from '../testing/a-world.ts'

const block = runs('BlockTraffic')

describe('BlockTraffic', () => {
  movedTime()

  test('reports only after the last request has ended', async () => {
    const { mover, directory, edge, door } = await aServingWorld()
    edge.open('web-1', 2)
    mover.dispatch([block])
    await pass(2000)
    expect(directory.member('web-1')).toMatchObject({ traffic: 'draining' })
    edge.open('web-1', 1)
    await pass(2000)
    expect(door.reports()).toEqual([])
    edge.open('web-1', 0)
    await pass(1000)
    expect(door.reports()).toEqual(['web-1 Succeeded: All requests have ended.'])
    expect(directory.member('web-1')).toBeUndefined()
    expect(edge.serves?.targetGroups[0]?.members).toEqual([])
  })

  test('says how many requests are still open, and when they will be cut', async () => {
    const { mover, edge, door } = await aServingWorld()
    edge.open('web-1', 3)
    mover.dispatch([block])
    await pass(1500)
    edge.open('web-1', 1)
    await pass(1500)
    expect(door.notes()).toEqual([
      '3 requests still open, cut at 14:02:30 UTC',
      '1 request still open, cut at 14:02:30 UTC',
    ])
  })

  test('says of a count that goes down only the halvings', async () => {
    const { mover, edge, door } = await aServingWorld()
    edge.open('web-1', 8)
    mover.dispatch([block])
    for (const open of [7, 6, 5, 4, 3, 2, 1]) {
      await pass(1500)
      edge.open('web-1', open)
    }
    await pass(1500)
    expect(door.notes().map((note) => note.split(' ')[0])).toEqual(['8', '4', '2', '1'])
  })

  test('cuts what is still open when the drain time is over', async () => {
    const { mover, edge, door, directory } = await aServingWorld()
    edge.open('web-1', 3)
    mover.dispatch([block])
    await pass(29_000)
    expect(door.reports()).toEqual([])
    await pass(2000)
    expect(door.reports()).toEqual(['web-1 Succeeded: 3 requests cut at the end of the drain time.'])
    expect(directory.member('web-1')).toBeUndefined()
    expect(edge.serves?.targetGroups[0]?.members).toEqual([])
  })

  test('does not believe that nothing is open before the balancer was seen draining', async () => {
    const { mover, edge, door } = await aServingWorld()
    const release = edge.hold()
    mover.dispatch([block])
    await pass(5000)
    expect(door.reports()).toEqual([])
    release()
    await pass(2000)
    expect(door.reports()).toHaveLength(1)
  })

  test('what is open on a balancer that never heard of the drain is not over with the drain time', async () => {
    const { mover, directory, edge, door } = await aServingWorld()
    edge.open('web-1', 1)
    edge.trouble('The balancer cannot be reached: it is not running')
    mover.dispatch([block])
    await pass(60_000)
    expect(directory.member('web-1')).toMatchObject({ traffic: 'draining' })
    edge.trouble()
    await pass(10_000)
    expect(door.reports()).toEqual([])
    expect(door.notes().at(-1)).toMatch(/^1 request still open, cut at 14:03:\d\d UTC$/)
    edge.open('web-1', 0)
    await pass(1000)
    expect(door.reports()).toEqual(['web-1 Succeeded: All requests have ended.'])
  })

  test('reports nothing before the balancer was seen without the host', async () => {
    const { mover, edge, door, directory } = await aServingWorld()
    edge.open('web-1', 1)
    mover.dispatch([block])
    await pass(1000)
    edge.trouble('The balancer cannot be reached: it is not running')
    await pass(40_000)
    expect(directory.member('web-1')).toBeUndefined()
    expect(door.reports()).toEqual([])
    expect(door.notes().at(-1)).toBe('The balancer cannot be reached: it is not running')
    edge.trouble()
    await pass(6000)
    expect(edge.serves?.targetGroups[0]?.members).toEqual([])
    expect(door.reports()).toHaveLength(1)
  })

  test('succeeds at once for a host that is registered nowhere', async () => {
    const { mover, directory, door } = await aMover()
    const before = directory.commits.length
    mover.dispatch([block])
    await settle()
    expect(door.reports()).toEqual(['web-1 Succeeded: It was registered nowhere.'])
    expect(directory.commits).toHaveLength(before)
  })

  test('a target group that is deleted meanwhile fails it in words', async () => {
    const { mover, directory, edge, door } = await aServingWorld()
    edge.open('web-1', 1)
    mover.dispatch([block])
    await pass(1000)
    directory.removeGroup()
    await pass(1000)
    expect(door.reports()).toEqual([
      'web-1 Failed: The target group shop, or its load balancer, does not exist any more.',
    ])
  })

  test('a command that comes twice moves once', async () => {
    const { mover, directory, edge, door } = await aServingWorld()
    const before = directory.commits.length
    edge.open('web-1', 1)
    mover.dispatch([block, block])
    await pass(1000)
    mover.dispatch([block])
    edge.open('web-1', 0)
    await pass(1000)
    mover.dispatch([block])
    await pass(1000)
    expect(door.reports()).toHaveLength(1)
    expect(directory.commits.length - before).toBe(2)
  })

  test('after a restart what is owed goes on, to the deadline that was set before', async () => {
    const first = await aServingWorld()
    first.edge.open('web-1', 1)
    first.mover.dispatch([block])
    await pass(20_000)
    await first.kill()
    const { mover, door } = await aMover(first)
    mover.dispatch([block])
    await pass(9000)
    expect(door.reports()).toEqual([])
    await pass(2000)
    expect(door.reports()).toEqual(['web-1 Succeeded: 1 request cut at the end of the drain time.'])
  })

  test('after a restart between the removal and its report the report is made up for', async () => {
    const first = await aServingWorld()
    first.edge.open('web-1', 1)
    first.mover.dispatch([block])
    await pass(1000)
    first.edge.trouble('away')
    await pass(40_000)
    await first.kill()
    const { mover, edge, door } = await aMover(first)
    mover.dispatch([block])
    await pass(5000)
    expect(door.reports()).toEqual([])
    edge.trouble()
    await pass(6000)
    expect(door.reports()).toEqual(['web-1 Succeeded: It was registered nowhere.'])
    expect(edge.serves?.targetGroups[0]?.members).toEqual([])
  })

  test('withdrawn, it reports no more; what drains already is still removed in its time', async () => {
    const { mover, directory, edge, door } = await aServingWorld()
    edge.open('web-1', 1)
    mover.dispatch([block])
    await pass(1000)
    mover.dispatch([withdraws(block)])
    await pass(10_000)
    expect(directory.member('web-1')).toMatchObject({ traffic: 'draining' })
    await pass(30_000)
    expect(directory.member('web-1')).toBeUndefined()
    expect(door.reports()).toEqual([])
  })

  test('a host that gets users again while it is drained in the background keeps them', async () => {
    const { mover, directory, edge, door } = await aServingWorld()
    edge.open('web-1', 1)
    const out = mover.takeOut(firstAccountId, ['shop'], ['web-1'])
    await pass(1000)
    mover.dispatch([runs('AllowTraffic')])
    await pass(40_000)
    await out
    expect(directory.member('web-1')).toMatchObject({ traffic: 'production' })
    expect(door.reports()).toHaveLength(1)
  })
})
