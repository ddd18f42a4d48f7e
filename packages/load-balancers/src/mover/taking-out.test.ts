import { firstAccountId } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aServingWorld } from '../testing/a-mover.ts'
import { movedTime, pass, settle } from '../testing/a-world.ts'

describe('taking hosts out', () => {
  movedTime()

  test('is over when the requests of all have ended and no balancer serves them', async () => {
    const { mover, directory, edge } = await aServingWorld('web-1', 'web-2', 'web-3')
    edge.open('web-2', 1)
    const over: string[] = []
    const out = mover.takeOut(firstAccountId, ['shop'], ['web-1', 'web-2', 'web-9']).then(() => over.push('out'))
    await pass(5000)
    expect(directory.member('web-1')).toBeUndefined()
    expect(over).toEqual([])
    edge.open('web-2', 0)
    await pass(1000)
    await out
    expect(edge.serves?.targetGroups[0]?.members).toMatchObject([{ targetId: 'web-3', traffic: 'production' }])
  })

  test('of a target group that is gone is over at once, and leaves no row behind', async () => {
    const { mover, directory } = await aServingWorld()
    directory.removeGroup()
    await settle()
    await expect(mover.takeOut(firstAccountId, ['shop'], ['web-1'])).resolves.toBeUndefined()
    expect(directory.member('web-1')).toBeUndefined()
  })

  test('does not say that it is over when the mover stops before', async () => {
    const { mover, edge } = await aServingWorld()
    edge.open('web-1', 1)
    const out = expect(mover.takeOut(firstAccountId, ['shop'], ['web-1'])).rejects.toThrow('stopped')
    await pass(1000)
    mover.stop()
    await out
  })
})
