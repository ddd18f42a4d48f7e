import { describe, expect, it } from 'vitest'
import { hostCommand } from '../testing/host-command.ts'
import { slots } from './slots.ts'

const command = (group: string, deployment: number) =>
  hostCommand('Install', { deploymentGroupId: group, deploymentId: `d-00000000${deployment}` })

describe('slots', () => {
  it('take one command at a time of each deployment group', () => {
    const places = slots(16)
    expect(places.tryToTake(command('a', 1))).toBe(true)
    expect(places.tryToTake(command('a', 2))).toBe(false)
    expect(places.tryToTake(command('b', 3))).toBe(true)
  })

  it('take no more than there are', () => {
    const places = slots(2)
    expect(['a', 'b', 'c'].map((group, index) => places.tryToTake(command(group, index)))).toEqual([true, true, false])
  })

  it('hand a free place to the first that waits and fits', () => {
    const places = slots(2)
    const [running, other, same, next] = [command('a', 1), command('b', 2), command('a', 3), command('c', 4)]
    for (const one of [running, other]) places.tryToTake(one)
    for (const one of [same, next]) places.wait(one)
    expect(places.next()).toBeUndefined()
    places.release(other.id)
    expect(places.next()).toBe(next)
    expect(places.next()).toBeUndefined()
    places.release(running.id)
    expect(places.next()).toBe(same)
  })

  it('forget who stopped waiting', () => {
    const places = slots(1)
    places.wait(command('a', 1))
    places.stopWaiting(command('a', 1).id)
    expect(places.next()).toBeUndefined()
  })
})
