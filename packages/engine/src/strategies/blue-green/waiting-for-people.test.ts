import { aDeploymentSpec } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import {
  approve,
  eventsOffered,
  fleetCommands,
  id,
  pass,
  retired,
  run,
  sentenceOf,
  standing,
  started,
  statusOf,
  stop,
  stopsAfterAnHour,
} from '../../testing/blue-green-world.ts'
import { create, deploymentSignal, send, summary, world } from '../../testing/world.ts'

function waiting(readyWait: Parameters<typeof started>[0] = {}) {
  const of = started({ readyWait: stopsAfterAnHour, ...readyWait })
  run(of)
  return of
}

describe('waiting for people', () => {
  it('is the status Ready; replacements are offered to the test listener while it waits', () => {
    const of = waiting()
    expect(statusOf(of)).toBe('Ready')
    expect(fleetCommands(of)).toEqual(['offerTestTraffic green-1 green-2'])
    expect(eventsOffered(of)).toEqual([])
    expect(sentenceOf(of)).toBe(
      'Waiting for somebody to reroute the traffic: 2 of 2 replacements are ready. Stops at 15:02 UTC if nobody decides.',
    )
    expect(summary(of, id).actions.reroute).toEqual({ allowed: true })
  })

  it('ends with the first approval when nobody asks for more, and the reroute begins in the same decision', () => {
    const of = waiting()
    expect(approve(of)).toBeUndefined()
    expect(statusOf(of)).toBe('InProgress')
    expect(eventsOffered(of).map(({ event }) => event)).toEqual(['BeforeAllowTraffic', 'BeforeAllowTraffic'])
    expect(fleetCommands(of)).toEqual([])
    expect(standing(of).ready).toMatchObject({ approvals: [{ by: 'Ana' }], ended: { how: 'rerouted', by: 'Ana' } })
  })

  it('counts different people only', () => {
    const of = waiting({ readyWait: { ...stopsAfterAnHour, approvers: 2 } })
    approve(of)
    expect(statusOf(of)).toBe('Ready')
    expect(approve(of)).toMatchObject({
      code: 'DeploymentIsNotInReadyStateException',
      message: 'Ana has approved already. 1 more person must approve.',
    })
    expect(standing(of).ready?.approvals).toHaveLength(1)
    expect(sentenceOf(of)).toMatch(/1 of 2 approvals given\. Stops at/)
    approve(of, { by: 'Ben', actorId: 'user:ben' })
    expect(statusOf(of)).toBe('InProgress')
  })

  it('takes no approval at the deadline or after it, however late the clock rings', () => {
    const of = waiting()
    of.clock.advance(60 * 60_000)
    expect(approve(of)).toMatchObject({
      code: 'DeploymentIsNotInReadyStateException',
      message: expect.stringContaining('Time is up'),
    })
    expect(standing(of).ready?.approvals).toEqual([])
  })

  it('takes an approval up to the deadline', () => {
    const of = waiting()
    of.clock.advance(60 * 60_000 - 1)
    expect(approve(of)).toBeUndefined()
    expect(statusOf(of)).toBe('InProgress')
  })

  it('stops at the deadline; nothing was moved, so nothing is rolled back', () => {
    const of = waiting()
    pass(of, 60)
    expect(fleetCommands(of)).toEqual(['retire green-1 green-2'])
    retired(of)
    const { status, errorInformation, rollbackInfo } = summary(of, id)
    expect({ status, errorInformation, rollbackInfo }).toEqual({
      status: 'Stopped',
      errorInformation: { code: 'MANUAL_STOP', message: 'Nobody rerouted the traffic before 15:02 UTC.' },
      rollbackInfo: undefined,
    })
    expect(standing(of).ready?.ended?.how).toBe('deadline')
    expect(sentenceOf(of)).toBe('Stopped. Nobody rerouted the traffic before 15:02 UTC. No traffic was moved.')
    expect(of.group.active).toBeUndefined()
  })

  it('goes on by itself at the deadline where the group says so', () => {
    const of = waiting({ readyWait: { ...stopsAfterAnHour, atItsEnd: 'CONTINUE_DEPLOYMENT' } })
    expect(sentenceOf(of)).toMatch(/Continues at 15:02 UTC if nobody decides\.$/)
    pass(of, 60)
    expect(eventsOffered(of)).toHaveLength(2)
    expect(standing(of).ready?.ended).toMatchObject({ how: 'continued' })
  })

  it('lasts two days when the group names no time', () => {
    const of = waiting({ readyWait: { ...stopsAfterAnHour, minutes: 0 } })
    pass(of, 2879)
    expect(statusOf(of)).toBe('Ready')
    pass(of, 1)
    expect(fleetCommands(of)).toEqual(['retire green-1 green-2'])
  })

  it('refuses approvals before, after, and of what waits for nobody', () => {
    const before = started({ readyWait: stopsAfterAnHour })
    const never = started()
    const after = waiting()
    approve(after)
    for (const each of [before, never, after])
      expect(approve(each, { actorId: 'user:ben' })?.code).toBe('DeploymentIsNotInReadyStateException')
    run(after)
    expect(approve(after)?.code).toBe('DeploymentAlreadyCompletedException')
    const inPlace = world()
    create(inPlace, aDeploymentSpec())
    expect(approve(inPlace)?.code).toBe('UnsupportedActionForDeploymentTypeException')
  })

  it('a stop gives the replacements back first; a second stop changes nothing', () => {
    const of = waiting()
    stop(of)
    expect(fleetCommands(of)).toEqual(['retire green-1 green-2'])
    expect(summary(of, id).actions.stop).toEqual({
      allowed: false,
      reason: 'Already stopping. It ends when the replacements have been given back.',
    })
    const facts = of.log.length
    expect(stop(of, true)).toBeUndefined()
    expect(of.log.length).toBe(facts)
    retired(of)
    expect(statusOf(of)).toBe('Stopped')
    expect(standing(of).ready?.ended).toMatchObject({ how: 'stopped', by: 'Dana' })
    expect(summary(of, id).deploymentOverview).toMatchObject({ Skipped: 4, Ready: 0, Pending: 0 })
  })

  it('nobody can hold it, and the reason says when it is possible', () => {
    const of = waiting()
    const refused = send(of, { ...deploymentSignal(id), kind: 'hold', by: 'Dana' })
    expect(refused?.message).toMatch(/waits for somebody to reroute the traffic\. Hold is possible while/)
  })

  it('ending the termination wait is refused while there is none', () => {
    const of = waiting()
    expect(send(of, { ...deploymentSignal(id), kind: 'endTerminationWait', by: 'Dana' })?.code).toBe(
      'DeploymentIsNotInReadyStateException',
    )
  })
})
