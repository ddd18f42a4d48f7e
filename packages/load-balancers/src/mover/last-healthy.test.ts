import { aBlueGreenSpec } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { aDirectory } from '../testing/a-directory.ts'
import { aDoor, aMover, runs, withdraws } from '../testing/a-mover.ts'
import { movedTime, pass } from '../testing/a-world.ts'

const { blueGreen } = aBlueGreenSpec()

/** web-1 and web-2 leave, web-3 and web-4 have received. All are in production. */
async function aMovingWorld() {
  const directory = aDirectory()
  directory.put(...['web-1', 'web-2', 'web-3', 'web-4'].map((targetId) => ({ targetId })))
  const world = await aMover({ directory, door: aDoor(['shop'], { blueGreen }) })
  const crash = (...hosts: string[]) => hosts.forEach((host) => world.edge.health(host, 'unhealthy', 'refused'))
  const traffic = () => ['web-1', 'web-2', 'web-3', 'web-4'].map((host) => directory.member(host)?.traffic ?? 'out')
  return { ...world, crash, traffic }
}

const [blockOne, blockTwo] = [runs('BlockTraffic', 'web-1'), runs('BlockTraffic', 'web-2')]

describe('moving traffic from one fleet to the other', () => {
  movedTime()

  test('all hosts leave at once while another one is healthy', async () => {
    const { mover, crash, traffic, door } = await aMovingWorld()
    crash('web-3')
    await pass(1000)
    mover.dispatch([blockOne, blockTwo])
    await pass(2000)
    expect(traffic()).toEqual(['out', 'out', 'production', 'production'])
    expect(door.reports()).toHaveLength(2)
  })

  test('the last healthy host keeps its users until another is healthy, and says so', async () => {
    const { mover, edge, crash, traffic, door } = await aMovingWorld()
    crash('web-3', 'web-4')
    await pass(1000)
    mover.dispatch([blockOne, blockTwo])
    await pass(60_000)
    expect(traffic().filter((each) => each === 'production')).toHaveLength(3)
    expect(edge.serves?.targetGroups[0]?.members).toContainEqual(
      expect.objectContaining({ targetId: 'web-2', traffic: 'production' }),
    )
    expect(door.reports()).toHaveLength(1)
    expect(door.notes().at(-1)).toBe('nobody else in shop is healthy: it keeps its users until another host is')
    edge.health('web-4', 'healthy', 'HTTP 200')
    await pass(3000)
    expect(traffic()).toEqual(['out', 'out', 'production', 'production'])
    expect(door.reports()).toHaveLength(2)
  })

  test('withdrawn while it waits, it keeps its users', async () => {
    const { mover, crash, traffic, door } = await aMovingWorld()
    crash('web-2', 'web-3', 'web-4')
    await pass(1000)
    mover.dispatch([blockOne])
    await pass(5000)
    mover.dispatch([withdraws(blockOne)])
    await pass(60_000)
    expect(traffic()[0]).toBe('production')
    expect(door.reports()).toEqual([])
  })

  test('a host that is unhealthy itself has nothing to wait for', async () => {
    const { mover, crash, traffic } = await aMovingWorld()
    crash('web-1', 'web-2', 'web-3', 'web-4')
    await pass(1000)
    mover.dispatch([blockOne])
    await pass(2000)
    expect(traffic()[0]).toBe('out')
  })

  test('in place, where the same host comes back, the only one may leave', async () => {
    const directory = aDirectory()
    directory.put({})
    const { mover, door } = await aMover({ directory })
    mover.dispatch([blockOne])
    await pass(2000)
    expect(door.reports()).toEqual(['web-1 Succeeded: All requests have ended.'])
  })
})
