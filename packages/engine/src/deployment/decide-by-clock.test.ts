import { commandId, type LastSuccessful } from '@sluice/model'
import { aDeploymentSpec, aLastSuccessful, hostNames, testEpoch } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { targetOf } from '../target-view.ts'
import {
  create,
  deploymentSignal,
  grant,
  inFlight,
  report,
  runHost,
  send,
  summary,
  tick,
  wait,
  world,
  type World,
} from '../testing/world.ts'

const id = 'd-AAAAAAAA1'
const minute = 60_000
const stop1 = commandId(id, 'web-1', 'ApplicationStop')

function started(total = 4, fallback?: LastSuccessful): World {
  const of = world()
  of.group.lastSuccessful = fallback
  create(
    of,
    aDeploymentSpec({
      targets: hostNames(total),
      clocks: { startLimitSeconds: 300, eventLimitSeconds: 3600, totalLimitSeconds: 7200 },
    }),
  )
  return of
}

const target = (of: World, index: number) =>
  targetOf(of.deployments.get(id) ?? { deploymentId: id, deployment: undefined }, index)

/** Moves the clock to where the deployment wants to be woken, and wakes it. */
function ring(of: World): number {
  of.clock.set(of.wakeAt.get(id) ?? Number.NaN)
  tick(of, id)
  return of.clock.now()
}

describe('the start clock', () => {
  it('fails a host that does not take its event within the limit, and says what to look at', () => {
    const of = started()
    runHost(of, id, 'web-2')
    of.clock.advance(minute)
    expect(ring(of)).toBe(testEpoch + 5 * minute)
    expect(target(of, 0)).toMatchObject({
      status: 'Failed',
      statusReason: 'Did not start ApplicationStop within 5 minutes.',
      lifecycleEvents: {
        0: {
          status: 'Failed',
          diagnostics: {
            errorCode: 'UnknownError',
            message:
              'The host did not start ApplicationStop within 5 minutes. Check that it is up and that its agent is running and reaches this service.',
          },
        },
      },
    })
    expect(of.outbox.has(stop1)).toBe(false)
    expect(of.withdrawn).toEqual([stop1, commandId(id, 'web-3', 'ApplicationStop')])
  })

  it('counts anew for each event, from the end of the one before', () => {
    const of = started(2)
    grant(of, stop1)
    of.clock.advance(4 * minute)
    report(of, stop1)
    of.clock.advance(4 * minute)
    tick(of, id)
    expect(inFlight(of, id)).toEqual(['web-1'])
  })

  it('rings not a millisecond before its time', () => {
    const of = started()
    of.clock.set(testEpoch + 5 * minute - 1)
    const before = of.log.length
    tick(of, id)
    expect(of.log.length).toBe(before)
  })
})

describe('the start clock of a host that waits for a free slot', () => {
  function waiting(): World {
    const of = started(2)
    runHost(of, id, 'web-1')
    of.clock.advance(minute)
    wait(of, commandId(id, 'web-2', 'ApplicationStop'))
    return of
  }
  const next = commandId(id, 'web-2', 'ApplicationStop')
  const silent = (of: World) =>
    send(of, { ...deploymentSignal(id), kind: 'hostSilent', targetId: 'web-2', since: of.clock.now() - 12_000 })

  it('stands: only the deployment as a whole may be late, and the row says why', () => {
    const of = waiting()
    expect(of.wakeAt.get(id)).toBe(testEpoch + 120 * minute)
    of.clock.advance(60 * minute)
    tick(of, id)
    expect(inFlight(of, id)).toEqual(['web-2'])
    expect(target(of, 1).statusReason).toBe('Waiting for the host: it is busy with other deployments.')
  })

  it('is over with the grant, and does not count for the next event', () => {
    const of = waiting()
    of.clock.advance(60 * minute)
    grant(of, next)
    expect(target(of, 1)).not.toHaveProperty('statusReason')
    report(of, next)
    expect(of.wakeAt.get(id)).toBe(of.clock.now() + 5 * minute)
  })

  it('counts anew when the host falls silent, and stands again when it says so after it came back', () => {
    const of = waiting()
    of.clock.advance(10 * minute)
    silent(of)
    expect(target(of, 1)).not.toHaveProperty('statusReason')
    send(of, { ...deploymentSignal(id), kind: 'hostBack', targetId: 'web-2' })
    expect(of.wakeAt.get(id)).toBe(of.clock.now() + 5 * minute)
    wait(of, next)
    expect(of.wakeAt.get(id)).toBe(testEpoch + 120 * minute)
  })

  it('fails a waiting host that stays silent', () => {
    const of = waiting()
    silent(of)
    ring(of)
    expect(target(of, 1)).toMatchObject({
      status: 'Failed',
      statusReason: 'Sent no report for 5 minutes before ApplicationStop.',
      lifecycleEvents: {
        0: { diagnostics: { message: expect.stringContaining('ApplicationStop did not start there') } },
      },
    })
    expect(of.withdrawn).toEqual([next])
  })

  it('counts anew after a pause of the service, until the host says again that it waits', () => {
    const of = waiting()
    of.clock.advance(10 * minute)
    send(of, { ...deploymentSignal(id), kind: 'serviceResumed' })
    expect(of.wakeAt.get(id)).toBe(of.clock.now() + 5 * minute)
    expect(target(of, 1)).not.toHaveProperty('statusReason')
  })

  it('does not keep a stop from taking its offer back', () => {
    const of = waiting()
    send(of, { ...deploymentSignal(id), kind: 'stop', by: 'Dana', rollBack: false })
    expect(summary(of, id).status).toBe('Stopped')
    expect(of.withdrawn).toEqual([next])
  })
})

describe('the event clock', () => {
  it('fails a host whose event does not end within the limit, takes its command back, and a late report changes nothing', () => {
    const of = started(2)
    grant(of, stop1)
    runHost(of, id, 'web-2')
    expect(ring(of)).toBe(testEpoch + 60 * minute)
    expect(target(of, 0)).toMatchObject({
      status: 'Failed',
      statusReason: 'Did not finish ApplicationStop within 1 hour.',
    })
    expect(of.outbox.size).toBe(0)
    expect(of.withdrawn).toEqual([stop1])
    const facts = of.log.length
    report(of, stop1)
    expect(of.log).toHaveLength(facts)
  })
})

describe('the silence clock', () => {
  it('fails a running host that has not been heard for as long as a start may take', () => {
    const of = started(2)
    grant(of, stop1)
    of.clock.advance(20 * minute)
    runHost(of, id, 'web-2')
    const since = of.clock.now() - 15_000
    send(of, { ...deploymentSignal(id), kind: 'hostSilent', targetId: 'web-1', since })
    expect(ring(of)).toBe(since + 5 * minute)
    expect(target(of, 0)).toMatchObject({
      status: 'Failed',
      statusReason: 'Sent no report for 5 minutes during ApplicationStop.',
      lifecycleEvents: {
        0: { diagnostics: { message: expect.stringContaining('What ApplicationStop did there is not') } },
      },
    })
    expect(target(of, 0)).not.toHaveProperty('silentSince')
    expect(of.withdrawn).toEqual([stop1])
  })

  it('stops when the host is back', () => {
    const of = started(1 + 1)
    grant(of, stop1)
    runHost(of, id, 'web-2')
    send(of, { ...deploymentSignal(id), kind: 'hostSilent', targetId: 'web-1', since: of.clock.now() })
    send(of, { ...deploymentSignal(id), kind: 'hostBack', targetId: 'web-1' })
    expect(of.wakeAt.get(id)).toBe(testEpoch + 60 * minute)
  })

  it('runs for a host that was silent before it was started from its start', () => {
    const of = started()
    send(of, { ...deploymentSignal(id), kind: 'hostSilent', targetId: 'web-3', since: of.clock.now() - 60 * minute })
    of.clock.advance(minute)
    runHost(of, id, 'web-1')
    expect(inFlight(of, id)).toContain('web-3')
    runHost(of, id, 'web-2')
    runHost(of, id, 'web-4')
    expect(ring(of)).toBe(testEpoch + 6 * minute)
    expect(target(of, 2).status).toBe('Failed')
  })
})

describe('a host that was silent long before its turn', () => {
  const longAgo = (of: World, targetId: string) =>
    send(of, { ...deploymentSignal(id), kind: 'hostSilent', targetId, since: of.clock.now() - 60 * minute })

  it('has the whole start limit from its offer, is shown silent since it was last heard, and then fails', () => {
    const of = started(2)
    of.clock.advance(minute)
    longAgo(of, 'web-1')
    tick(of, id)
    expect(inFlight(of, id)).toContain('web-1')
    expect(target(of, 0).silentSince).toBe(new Date(testEpoch - 59 * minute).toISOString())
    expect(ring(of)).toBe(testEpoch + 5 * minute)
    expect(target(of, 0).statusReason).toBe('Sent no report for 5 minutes before ApplicationStop.')
  })

  it('has the whole limit from its grant when it was granted after that', () => {
    const of = started(2)
    runHost(of, id, 'web-2')
    of.clock.advance(4 * minute)
    grant(of, stop1)
    longAgo(of, 'web-1')
    expect(of.wakeAt.get(id)).toBe(testEpoch + 9 * minute)
  })
})

describe('the clock of the whole deployment', () => {
  it('ends scheduling: events that run may finish, nothing else starts, and it fails with TIMEOUT', () => {
    const of = started()
    of.clock.advance(116 * minute)
    send(of, { ...deploymentSignal(id), kind: 'serviceResumed' })
    grant(of, stop1)
    runHost(of, id, 'web-2')
    of.clock.set(testEpoch + 120 * minute)
    tick(of, id)
    expect(inFlight(of, id)).toEqual(['web-1'])
    expect(summary(of, id).status).toBe('InProgress')
    report(of, stop1)
    expect(target(of, 0)).toMatchObject({
      status: 'Skipped',
      statusReason: 'Left after ApplicationStop when the time was over.',
    })
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: {
        code: 'TIMEOUT',
        message:
          'It did not finish within 2 hours: 1 of 4 hosts was updated. Deploy to more hosts at a time, or make the scripts faster.',
      },
      stopConsequences: { leftPartWay: 1, updated: 1, untouched: 2 },
    })
  })
})

describe('a stop after the time was over', () => {
  it('does not change that it failed, but may still ask for the rollback', () => {
    const of = started()
    of.clock.advance(116 * minute)
    send(of, { ...deploymentSignal(id), kind: 'serviceResumed' })
    grant(of, stop1)
    of.clock.set(testEpoch + 120 * minute)
    tick(of, id)
    const stop = (rollBack: boolean) => send(of, { ...deploymentSignal(id), kind: 'stop', by: 'Dana', rollBack })
    stop(false)
    expect(summary(of, id)).not.toHaveProperty('stopRequested')
    stop(true)
    report(of, stop1)
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: { code: 'TIMEOUT' },
      rollbackInfo: { rollbackMessage: 'There is no earlier successful deployment to go back to.' },
    })
  })
})

describe('people, after the time was over', () => {
  function late(fallback?: LastSuccessful): World {
    const of = started(4, fallback)
    of.clock.advance(116 * minute)
    send(of, { ...deploymentSignal(id), kind: 'serviceResumed' })
    grant(of, stop1)
    send(of, { ...deploymentSignal(id), kind: 'hold', by: 'Dana' })
    of.clock.set(testEpoch + 120 * minute)
    tick(of, id)
    return of
  }

  it('find no hold: nothing is left to hold back or to continue', () => {
    const of = late()
    expect(summary(of, id)).not.toHaveProperty('held')
    expect(summary(of, id).actions).toMatchObject({ hold: { allowed: false }, continue: { allowed: false } })
  })

  it('may stop exactly as the button says: for the rollback, until someone asked for it', () => {
    const of = late(aLastSuccessful())
    const stop = (rollBack: boolean) => send(of, { ...deploymentSignal(id), kind: 'stop', by: 'Dana', rollBack })
    expect(stop(false)?.message).toMatch(/^Already failing: .*Stop and roll back is possible now\.$/)
    expect(summary(of, id).actions.stop).toEqual({ allowed: true })
    expect(summary(of, id).actions.rollBack).toMatchObject({ reason: expect.stringContaining('Stop and roll back') })
    expect(stop(true)).toBeUndefined()
    expect(summary(of, id).actions.stop).toMatchObject({ reason: expect.stringContaining('Already stopping') })
  })

  it('are not told that a rollback is possible where there is nothing to go back to', () => {
    expect(summary(late(), id).actions.rollBack.reason).toBe('Still running. Roll back is possible when it has ended.')
  })
})

describe('after a pause of the service', () => {
  it('start and event clocks count anew, and silence is forgotten until it is seen again', () => {
    const of = started()
    grant(of, stop1)
    send(of, { ...deploymentSignal(id), kind: 'hostSilent', targetId: 'web-1', since: of.clock.now() })
    of.clock.advance(70 * minute)
    send(of, { ...deploymentSignal(id), kind: 'serviceResumed' })
    tick(of, id)
    expect(inFlight(of, id)).toEqual(['web-1', 'web-2'])
    expect(target(of, 0)).not.toHaveProperty('silentSince')
    expect(of.wakeAt.get(id)).toBe(testEpoch + 75 * minute)
  })
})

it('fails at most 500 hosts in one decision, and goes on at once', () => {
  const of = world()
  create(of, aDeploymentSpec({ targets: hostNames(700), minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } }))
  tick(of, id)
  of.clock.advance(5 * minute)
  tick(of, id)
  expect(summary(of, id).deploymentOverview).toMatchObject({ Failed: 500, InProgress: 200 })
  expect(of.wakeAt.get(id)).toBeLessThanOrEqual(of.clock.now())
  tick(of, id)
  expect(summary(of, id)).toMatchObject({
    status: 'Failed',
    errorInformation: {
      message: expect.stringMatching(/^All 700 hosts failed; at least one must succeed\. web-1 was the first/),
    },
  })
})
