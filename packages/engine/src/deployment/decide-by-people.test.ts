import { commandId, isRefusal, type Refusal } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, hostNames, testEpoch } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { targetOf } from '../target-view.ts'
import {
  create,
  deploymentSignal,
  grant,
  inFlight,
  isGranted,
  offered,
  report,
  runHost,
  send,
  summary,
  world,
  type World,
} from '../testing/world.ts'

const id = 'd-AAAAAAAA1'
const to = deploymentSignal(id)
const stop1 = commandId(id, 'web-1', 'ApplicationStop')

function started(total = 6, minimum = 3): World {
  const of = world()
  of.group.lastSuccessful = aLastSuccessful()
  create(
    of,
    aDeploymentSpec({ targets: hostNames(total), minimumHealthyHosts: { type: 'HOST_COUNT', value: minimum } }),
  )
  return of
}

const target = (of: World, index: number) =>
  targetOf(of.deployments.get(id) ?? { deploymentId: id, deployment: undefined }, index)
const stop = (of: World, rollBack = false) => send(of, { ...to, kind: 'stop', by: 'Dana', rollBack })
const hold = (of: World) => send(of, { ...to, kind: 'hold', by: 'Dana' })
const release = (of: World) => send(of, { ...to, kind: 'release', by: 'Eli' })

/** web-1 runs its first event, web-2 is between two events, web-3 was only offered its first. */
function midway(): World {
  const of = started()
  grant(of, stop1)
  grant(of, commandId(id, 'web-2', 'ApplicationStop'))
  report(of, commandId(id, 'web-2', 'ApplicationStop'))
  return of
}

function expectRefused(refused: Refusal | undefined, code: Refusal['code'], sentence: string): void {
  expect(refused).toMatchObject({ code, message: sentence })
}

describe('a stop', () => {
  it('takes back what was offered at once, and waits for the events that run', () => {
    const of = midway()
    stop(of)
    expect([...of.outbox.keys()]).toEqual([stop1])
    expect(of.withdrawn).toEqual([commandId(id, 'web-3', 'ApplicationStop'), commandId(id, 'web-2', 'DownloadBundle')])
    expect(inFlight(of, id)).toEqual(['web-1'])
    expect([1, 2, 3].map((index) => target(of, index).statusReason)).toEqual([
      'Left after ApplicationStop by the stop.',
      undefined,
      undefined,
    ])
    expect(summary(of, id).status).toBe('InProgress')
  })

  it('lets nobody start an event that was offered before', () => {
    const of = midway()
    stop(of)
    const offeredBefore = commandId(id, 'web-2', 'DownloadBundle')
    grant(of, offeredBefore)
    expect(isGranted(of.deployments.get(id)!, offeredBefore)).toBe(false)
  })

  it('ends as Stopped when nothing runs any more; the counts say who is where', () => {
    const of = midway()
    runHost(of, id, 'web-3')
    stop(of)
    report(of, stop1)
    expect(target(of, 0)).toMatchObject({ status: 'Skipped', statusReason: 'Left after ApplicationStop by the stop.' })
    expect(summary(of, id)).toMatchObject({
      status: 'Stopped',
      errorInformation: { code: 'MANUAL_STOP', message: 'Dana stopped it.' },
      deploymentOverview: { Succeeded: 1, Skipped: 5, Pending: 0, InProgress: 0, Failed: 0 },
      stopConsequences: { leftPartWay: 2, updated: 1, untouched: 3 },
    })
    expect(of.deployments.size).toBe(1)
  })

  it('lets a host finish that was in its last event', () => {
    const of = started()
    for (
      let next = offered(of, id, 'web-1');
      next !== undefined && !next.includes('Validate');
      next = offered(of, id, 'web-1')
    ) {
      grant(of, next)
      report(of, next)
    }
    grant(of, commandId(id, 'web-1', 'ValidateService'))
    stop(of)
    report(of, commandId(id, 'web-1', 'ValidateService'))
    expect(summary(of, id)).toMatchObject({ status: 'Stopped', deploymentOverview: { Succeeded: 1, Skipped: 5 } })
  })

  it('ends in the same decision when nothing runs', () => {
    const of = started()
    stop(of)
    expect(summary(of, id).status).toBe('Stopped')
    expect(of.outbox.size).toBe(0)
  })

  it('may be asked for twice, and may be changed to one with a rollback, not back', () => {
    const of = midway()
    const events = (act: () => unknown) => {
      const before = of.log.length
      act()
      return of.log.slice(before).map((event) => event.type)
    }
    expect(events(() => stop(of))[0]).toBe('StopRequested')
    expect(events(() => stop(of))).toEqual([])
    expect(events(() => stop(of, true))).toEqual(['StopRequested'])
    expect(events(() => stop(of, false))).toEqual([])
    report(of, stop1)
    expect(summary(of, 'd-RRRRRRRR1').status).toBe('InProgress')
  })

  it('of an ended deployment is refused', () => {
    const of = started(1, 0)
    runHost(of, id, 'web-1')
    expectRefused(
      stop(of),
      'DeploymentAlreadyCompletedException',
      'Already ended: d-AAAAAAAA1 has succeeded. Deploy again to change the hosts.',
    )
  })
})

describe('a hold', () => {
  it('starts no further host; running ones finish all their events', () => {
    const of = started()
    hold(of)
    runHost(of, id, 'web-1')
    expect(target(of, 0).status).toBe('Succeeded')
    expect(inFlight(of, id)).toEqual(['web-2', 'web-3'])
    expect(summary(of, id)).toMatchObject({
      status: 'InProgress',
      held: { by: 'Dana', since: new Date(testEpoch).toISOString() },
    })
  })

  it('goes on when released, with all that may start', () => {
    const of = started()
    hold(of)
    for (const host of ['web-1', 'web-2', 'web-3']) runHost(of, id, host)
    expect(inFlight(of, id)).toEqual([])
    expect(summary(of, id).status).toBe('InProgress')
    release(of)
    expect(inFlight(of, id)).toEqual(['web-4', 'web-5', 'web-6'])
    expect(summary(of, id)).not.toHaveProperty('held')
  })

  it('is one hold, whoever asks again; releasing what is not held changes nothing', () => {
    const of = started()
    const before = of.log.length
    expect(release(of)).toBeUndefined()
    hold(of)
    expect(hold(of)).toBeUndefined()
    expect(of.log.length).toBe(before + 1)
  })

  it('ends with a stop', () => {
    const of = midway()
    hold(of)
    stop(of)
    expect(summary(of, id)).not.toHaveProperty('held')
  })

  it('is refused when there is nothing to hold back', () => {
    const of = started(3, 0)
    expectRefused(
      hold(of),
      'UnsupportedActionForDeploymentTypeException',
      'Every host has started: d-AAAAAAAA1 has none left to hold back. It ends when the running ones are done.',
    )
    const stopping = midway()
    stop(stopping)
    expectRefused(
      hold(stopping),
      'UnsupportedActionForDeploymentTypeException',
      'Already stopping: d-AAAAAAAA1 starts no further host. It ends when the running events have ended.',
    )
    const ended = started(1, 0)
    runHost(ended, id, 'web-1')
    expect([hold(ended), release(ended)].map((refused) => isRefusal(refused) && refused.code)).toEqual([
      'DeploymentAlreadyCompletedException',
      'DeploymentAlreadyCompletedException',
    ])
  })
})
