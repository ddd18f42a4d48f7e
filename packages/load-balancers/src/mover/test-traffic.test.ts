import { describe, expect, test } from 'vitest'
import { aDoor, aMover, aServingWorld, deploymentId, runs } from '../testing/a-mover.ts'
import { movedTime, pass } from '../testing/a-world.ts'

describe('offering test traffic', () => {
  movedTime()
  const offer = (...targets: string[]) =>
    ({ kind: 'offerTestTraffic', id: `${deploymentId}/offerTestTraffic`, deploymentId, targets }) as const

  test('registers hosts for the test listener; those that have users keep them, those without an address stay out', async () => {
    const { mover, directory, edge, door } = await aServingWorld('web-1')
    mover.dispatch([offer('web-1', 'web-2', 'web-nowhere')])
    await pass(1000)
    expect(edge.serves?.targetGroups[0]?.members).toMatchObject([
      { targetId: 'web-1', traffic: 'production' },
      { targetId: 'web-2', traffic: 'test', address: '10.0.0.2' },
    ])
    expect(directory.member('web-nowhere')).toBeUndefined()
    expect(door.signals).toEqual([])
  })

  test('twice is as once', async () => {
    const { mover, directory } = await aMover({ door: aDoor() })
    mover.dispatch([offer('web-2')])
    await pass(1000)
    const before = directory.commits.length
    mover.dispatch([offer('web-2')])
    await pass(1000)
    expect(directory.commits).toHaveLength(before)
  })

  test('commands for hosts and provisioners are not for the mover', async () => {
    const { mover, door, directory } = await aMover()
    const before = directory.commits.length
    mover.dispatch([
      { kind: 'provision', id: `${deploymentId}/provision`, deploymentId, targets: ['web-1'] },
      { kind: 'retire', id: `${deploymentId}/retire`, deploymentId, targets: ['web-1'], terminate: true },
      { ...runs('AllowTraffic'), id: `${deploymentId}/web-1/Install/1`, event: 'Install' },
    ])
    await pass(1000)
    expect(door.signals).toEqual([])
    expect(directory.commits).toHaveLength(before)
  })
})
