/** The time for all of a blue/green deployment of servers: 109 hours, until the last user has moved. Facts section 4.5. */
import { limits } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import {
  backId,
  endsAfterAnHour,
  fleetCommands,
  id,
  run,
  runUntil,
  sentenceOf,
  standing,
  started,
  statusOf,
} from '../../testing/blue-green-world.ts'
import { deploymentSignal, send, summary, tick, type World } from '../../testing/world.ts'

const hour = 3_600_000
const clocks = { startLimitSeconds: 300, eventLimitSeconds: 3600, totalLimitSeconds: limits.blueGreenTotalSeconds }
const oneByOne = { minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 }, clocks } as const

/** It begins, and somebody holds it: the hosts that run finish, and none follows. */
function heldAfter(begin: (of: World) => void): World {
  const of = started({}, oneByOne)
  begin(of)
  expect(send(of, { ...deploymentSignal(id), kind: 'hold', by: 'Eli' })).toBeUndefined()
  run(of)
  return of
}

function passHours(of: World, hours: number): void {
  of.clock.advance(hours * hour)
  tick(of, id)
}

describe('the clock of a whole blue/green deployment', () => {
  it('rings after 109 hours, whoever holds it: it fails, and no user has moved', () => {
    const of = heldAfter(() => {})
    passHours(of, 108.9)
    expect(statusOf(of)).toBe('InProgress')
    passHours(of, 0.1)
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: { code: 'TIMEOUT', message: expect.stringContaining('It did not finish within 109 hours') },
      blueGreen: { rerouted: 0 },
    })
    expect(sentenceOf(of)).toContain('109 hours')
  })

  it('rings in the middle of a reroute: users who were moved are sent back', () => {
    const of = heldAfter((world) => runUntil(world, 'AfterAllowTraffic'))
    expect(standing(of)).toMatchObject({ step: 'rerouting', rerouted: 1 })
    passHours(of, 109)
    expect([statusOf(of), statusOf(of, backId)]).toEqual(['Failed', 'InProgress'])
  })

  it('does not ring once all users have moved: the wait for the end of the originals has a clock of its own', () => {
    const of = started({ originals: { ...endsAfterAnHour, waitMinutes: 200 * 60 } }, { clocks })
    run(of)
    passHours(of, 110)
    expect([standing(of).step, statusOf(of)]).toEqual(['terminationWait', 'InProgress'])
    passHours(of, 90)
    expect(fleetCommands(of)).toEqual(['retire blue-1 blue-2 terminate'])
  })
})
