import { describe, expect, test } from 'vitest'
import { aMover, aServingWorld, runs, withdraws } from '../testing/a-mover.ts'
import { movedTime, pass } from '../testing/a-world.ts'

const allow = runs('AllowTraffic')

describe('after a restart', () => {
  movedTime()

  test('a drain that nobody asks for after a restart is finished', async () => {
    const first = await aServingWorld()
    first.edge.health('web-1', 'unhealthy', 'HTTP 503')
    first.edge.open('web-1', 1)
    await pass(1000)
    first.mover.dispatch([allow])
    await pass(1000)
    first.mover.dispatch([withdraws(allow)])
    await pass(1000)
    await first.kill()
    const { mover, directory } = await aMover(first)
    expect(directory.member('web-1')).toMatchObject({ traffic: 'draining' })
    mover.resume()
    await pass(31_000)
    expect(directory.member('web-1')).toBeUndefined()
  })

  test('a host whose AllowTraffic failed while its withdrawal was lost loses its users', async () => {
    const first = await aServingWorld('web-2')
    first.edge.health('web-1', 'unhealthy', 'HTTP 503')
    first.mover.dispatch([allow])
    await pass(1000)
    await first.kill()
    first.door.notAllowed.add('web-1')
    first.edge.health('web-1', 'healthy', 'HTTP 200')
    const { mover, directory, edge } = await aMover(first)
    mover.resume()
    await pass(1000)
    expect(directory.member('web-1')).toBeUndefined()
    expect(edge.serves?.targetGroups[0]?.members).toMatchObject([{ targetId: 'web-2', traffic: 'production' }])
  })

  test('a host that is asked for again meanwhile is left to its command', async () => {
    const { mover, directory, door } = await aServingWorld('web-1')
    door.notAllowed.add('web-1')
    mover.dispatch([allow])
    mover.resume()
    await pass(40_000)
    expect(directory.member('web-1')).toMatchObject({ traffic: 'production' })
    expect(door.reports()).toHaveLength(1)
  })
})
