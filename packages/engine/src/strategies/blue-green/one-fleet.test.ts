import type { DeploymentSpec } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import {
  backId,
  eventsOffered,
  fleetCommands,
  id,
  retired,
  run,
  runUntil,
  sentenceOf,
  standing,
  started,
  statusOf,
  stop,
} from '../../testing/blue-green-world.ts'
import { deploymentOf, deploymentSignal, grant, offered, report, send, targetRow, tick } from '../../testing/world.ts'

const oneByOne = { minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 } } as const
const twoMustServe = { minimumHealthyHosts: { type: 'HOST_COUNT', value: 2 } } as const
const threeOriginals = { targets: ['green-1', 'green-2', 'green-3', 'blue-1', 'blue-2', 'blue-3'] }

/** All users go back, because an original could not be taken out of traffic. */
function goingBack(over: Partial<DeploymentSpec> = {}, receiving = 3) {
  const of = started({ receiving }, { ...threeOriginals, ...over })
  run(of, id, { on: 'blue-1', in: 'BlockTraffic' })
  return of
}

/** A replacement whose AllowTraffic waits for its health. */
function stuck(over: Partial<DeploymentSpec> = {}) {
  const of = started({}, over)
  runUntil(of, 'AllowTraffic')
  const command = offered(of, id, 'green-1') ?? ''
  grant(of, command)
  return { of, command }
}

describe('the way back', () => {
  it('needs one original only: those that cannot get users leave none of them on the replacements', () => {
    for (const over of [oneByOne, twoMustServe]) {
      const of = goingBack(over)
      run(of, backId, { on: 'blue-1', in: 'AllowTraffic' })
      expect(statusOf(of, backId)).toBe('Succeeded')
      expect(standing(of, backId)).toMatchObject({ rerouted: 2, blocked: 3, original: { failed: 1 } })
    }
  })

  it('that no original completes leaves all users on the replacements', () => {
    const of = goingBack({ targets: ['green-1', 'blue-1'] }, 1)
    run(of, backId, { on: 'blue-1', in: 'AfterAllowTraffic' })
    expect(fleetCommands(of)).toEqual(['retire blue-1'])
    expect(sentenceOf(of, backId)).toMatch(
      /Taking 1 original out of all traffic\. All users are still on the replacements\./,
    )
    retired(of, [], backId)
    expect(statusOf(of, backId)).toBe('Failed')
    expect(standing(of, backId).rerouted).toBe(0)
    expect(sentenceOf(of, backId)).toMatch(/No traffic was moved\./)
    expect(of.group.lastSuccessful).toBeUndefined()
  })

  it('that takes too long goes on with the originals that have users', () => {
    const of = goingBack()
    const [first, stalled] = eventsOffered(of, backId)
    for (let next = first?.id; next !== undefined; next = offered(of, backId, first?.targetId ?? '')) {
      grant(of, next)
      report(of, next)
    }
    of.clock.advance(deploymentOf(of, backId).spec.clocks.totalLimitSeconds * 1000)
    tick(of, backId)
    expect(offered(of, backId, stalled?.targetId ?? '')).toBeUndefined()
    expect(fleetCommands(of)).toEqual(['retire green-1 green-2 green-3'])
    retired(of, [], backId)
    expect(sentenceOf(of, backId)).toMatch(/All users were moved to the originals\./)
  })

  it('never takes users from an original on which it is stopped: it may be the one that has them', () => {
    const of = goingBack()
    runUntil(of, 'AllowTraffic', backId)
    const command = offered(of, backId, 'blue-1') ?? ''
    grant(of, command)
    stop(of, false, backId)
    expect([statusOf(of, backId), of.withdrawn.includes(command)]).toEqual(['InProgress', false])
    report(of, command)
    expect(statusOf(of, backId)).toBe('Stopped')
  })

  it('that somebody stops leaves the users where they are', () => {
    const of = goingBack()
    runUntil(of, 'AfterAllowTraffic', backId)
    stop(of, false, backId)
    expect([fleetCommands(of), statusOf(of, backId)]).toEqual([[], 'Stopped'])
  })
})

describe('a replacement that waits to be let in', () => {
  it('does not keep users from being sent back: it leaves at once', () => {
    const { of, command } = stuck()
    stop(of, true)
    expect([statusOf(of), statusOf(of, backId)]).toEqual(['Stopped', 'InProgress'])
    expect(of.withdrawn).toContain(command)
    expect(of.outbox.has(command)).toBe(false)
    const { status, statusReason, lifecycleEvents } = targetRow(of, id, 0)
    expect({ status, statusReason, event: lifecycleEvents[8]?.status }).toEqual({
      status: 'Skipped',
      statusReason: 'Left after BeforeAllowTraffic by the stop.',
      event: 'Skipped',
    })
  })

  it('does not outlast the total time', () => {
    const { of, command } = stuck({
      clocks: { startLimitSeconds: 300, eventLimitSeconds: 3600, totalLimitSeconds: 60 },
    })
    of.clock.advance(60_000)
    tick(of, id)
    expect([statusOf(of), statusOf(of, backId)]).toEqual(['Failed', 'InProgress'])
    expect(of.withdrawn).toContain(command)
  })

  it('is not let in by a late report', () => {
    const { of, command } = stuck()
    stop(of)
    const facts = of.log.length
    report(of, command)
    expect(of.log.length).toBe(facts)
    expect(standing(of).rerouted).toBe(0)
  })

  it('leaves alone; scripts of hosts that run to their end are waited for', () => {
    const { of } = stuck()
    const script = offered(of, id, 'green-2') ?? ''
    grant(of, script)
    report(of, script)
    const next = offered(of, id, 'green-2') ?? ''
    grant(of, next)
    report(of, next)
    const hook = offered(of, id, 'green-2') ?? ''
    grant(of, hook)
    stop(of, true)
    expect([statusOf(of), of.withdrawn.includes(hook)]).toEqual(['InProgress', false])
    report(of, hook)
    expect(statusOf(of)).toBe('Stopped')
  })

  it('fails with its own clock when that rings in the same moment', () => {
    const { of } = stuck({ clocks: { startLimitSeconds: 300, eventLimitSeconds: 60, totalLimitSeconds: 60 } })
    of.clock.advance(60_000)
    send(of, { ...deploymentSignal(id), kind: 'tick' })
    expect(targetRow(of, id, 0).status).toBe('Failed')
    expect(statusOf(of)).toBe('Failed')
  })
})

it('an original that is being taken out of traffic may finish before users are sent back', () => {
  const of = started()
  runUntil(of, 'BlockTraffic')
  const command = offered(of, id, 'blue-1') ?? ''
  grant(of, command)
  stop(of, true)
  expect([statusOf(of), of.withdrawn.includes(command)]).toEqual(['InProgress', false])
  report(of, command)
  expect(standing(of).blocked).toBe(1)
})
