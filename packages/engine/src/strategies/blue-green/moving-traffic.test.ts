import { describe, expect, it } from 'vitest'
import { allowTrafficEvents, blockTrafficEvents, inPlaceEvents } from '@sluice/model'
import { aBlueGreenSpec, testEpoch } from '@sluice/testkit'
import {
  endsAfterAnHour,
  eventsRun,
  fleetCommands,
  id,
  pass,
  retired,
  run,
  runUntil,
  sentenceOf,
  standing,
  started,
  statusOf,
} from '../../testing/blue-green-world.ts'
import {
  create,
  deploymentOf,
  deploymentSignal,
  grant,
  offered,
  report,
  send,
  summary,
  targetRow,
  world,
} from '../../testing/world.ts'

const names = (host: string, events: readonly string[]) => events.map((event) => `${host} ${event}`)

describe('a blue/green deployment', () => {
  it('installs on replacements, allows traffic there, then blocks it on originals', () => {
    const of = started({}, { minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 } })
    run(of)
    expect(eventsRun(of)).toEqual([
      ...names('green-1', inPlaceEvents),
      ...names('green-2', inPlaceEvents),
      ...names('green-1', allowTrafficEvents),
      ...names('green-2', allowTrafficEvents),
      ...names('blue-1', blockTrafficEvents),
      ...names('blue-2', blockTrafficEvents),
    ])
    expect(statusOf(of)).toBe('Succeeded')
    expect(of.group.lastSuccessful?.deploymentId).toBe(id)
    expect(sentenceOf(of)).toMatch(
      /^Succeeded in 0:00\. Traffic moved to storefront-1\.1 on 2 replacements\. 2 originals kept\.$/,
    )
  })

  it('skips the events of the other side on a host from the start', () => {
    const of = started()
    const statuses = (place: number) => targetRow(of, id, place).lifecycleEvents.map((event) => event.status)
    expect(statuses(0)).toEqual([...Array(10).fill('Pending'), 'Skipped', 'Skipped', 'Skipped'])
    expect(statuses(2)).toEqual([...Array(10).fill('Skipped'), 'Pending', 'Pending', 'Pending'])
    expect(targetRow(of, id, 0)).toMatchObject({ instanceLabel: 'Green', wave: 1 })
    expect(targetRow(of, id, 3)).toMatchObject({ instanceLabel: 'Blue' })
  })

  it('moves traffic only to replacements that were installed, when fewer failures than the minimum allows', () => {
    const of = started(
      { receiving: 3 },
      {
        targets: ['green-1', 'green-2', 'green-3', 'blue-1'],
        minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 },
      },
    )
    run(of, id, { on: 'green-2', in: 'Install' })
    expect(statusOf(of)).toBe('Succeeded')
    expect(eventsRun(of).filter((event) => event.endsWith(' AllowTraffic'))).toEqual([
      'green-1 AllowTraffic',
      'green-3 AllowTraffic',
    ])
    expect(standing(of)).toMatchObject({ rerouted: 2, blocked: 1, replacement: { succeeded: 2, failed: 1 } })
  })

  it('a replacement is ready after the installation, in progress again in the reroute', () => {
    const of = started({}, { minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 } })
    const first = () => targetRow(of, id, 0).status
    runUntil(of, 'ValidateService')
    for (let at = offered(of, id, 'green-1'); at !== undefined; at = offered(of, id, 'green-1')) {
      grant(of, at)
      report(of, at)
    }
    expect([first(), summary(of, id).deploymentOverview.Ready]).toEqual(['Ready', 1])
    runUntil(of, 'AllowTraffic')
    expect(first()).toBe('InProgress')
  })

  it('has no block stage and no wait when there are no originals', () => {
    const of = started({ originals: endsAfterAnHour }, { targets: ['green-1', 'green-2'] })
    run(of)
    expect(statusOf(of)).toBe('Succeeded')
    expect(fleetCommands(of)).toEqual([])
    expect(summary(of, id).phases.map(({ kind }) => kind)).toEqual(['install', 'reroute'])
  })

  it('ignores failures of the events around BlockTraffic when asked to, and never one of BlockTraffic itself', () => {
    for (const event of ['BeforeBlockTraffic', 'AfterBlockTraffic'] as const) {
      const of = started({}, { ignoreApplicationStopFailures: true })
      run(of, id, { on: 'blue-1', in: event })
      expect([statusOf(of), deploymentOf(of, id).ignoredFailures]).toEqual(['Succeeded', 1])
    }
    const of = started({}, { ignoreApplicationStopFailures: true })
    run(of, id, { on: 'blue-1', in: 'BlockTraffic' })
    expect(statusOf(of)).toBe('Failed')
  })

  it('shows what the balancer says while an event runs, and nothing when it has ended', () => {
    const of = started()
    runUntil(of, 'AllowTraffic')
    const command = offered(of, id, 'green-1') ?? ''
    const note = (text: string) => send(of, { ...deploymentSignal(id), kind: 'noted', commandId: command, note: text })
    note('not granted yet')
    expect(targetRow(of, id, 0).statusReason).toBeUndefined()
    grant(of, command)
    note('waiting for the health check: connection refused')
    const facts = of.log.length
    note('waiting for the health check: connection refused')
    expect(of.log.length).toBe(facts)
    expect(targetRow(of, id, 0).statusReason).toBe('Waiting for the health check: connection refused.')
    report(of, command)
    expect(targetRow(of, id, 0).statusReason).toBeUndefined()
  })
})

describe('what becomes of the originals', () => {
  it('are ended after the wait, and the deployment succeeds then', () => {
    const of = started({ originals: endsAfterAnHour })
    run(of)
    expect(standing(of)).toMatchObject({
      step: 'terminationWait',
      trafficMovedAt: new Date(testEpoch).toISOString(),
      originals: { keptUntil: new Date(testEpoch + 3_600_000).toISOString() },
    })
    expect(sentenceOf(of)).toBe('Traffic moved to storefront-1.1. Originals kept until 15:02 UTC.')
    pass(of, 59)
    expect(fleetCommands(of)).toEqual([])
    pass(of, 1)
    expect(fleetCommands(of)).toEqual(['retire blue-1 blue-2 terminate'])
    retired(of)
    expect(statusOf(of)).toBe('Succeeded')
  })

  it('are ended at once when there is no wait, or when a person ends it', () => {
    const noWait = started({ originals: { action: 'TERMINATE', waitMinutes: 0 } })
    run(noWait)
    const ended = started({ originals: endsAfterAnHour })
    run(ended)
    expect(summary(ended, id).actions.endTerminationWait).toEqual({ allowed: true })
    send(ended, { ...deploymentSignal(id), kind: 'endTerminationWait', by: 'Dana' })
    for (const each of [noWait, ended]) expect(fleetCommands(each)).toEqual(['retire blue-1 blue-2 terminate'])
  })

  it('what could not be ended is told in words, and the deployment succeeds', () => {
    const of = started({ originals: { action: 'TERMINATE', waitMinutes: 0 } })
    run(of)
    retired(of, [{ targetId: 'blue-2', message: 'nobody provisioned it' }])
    expect(statusOf(of)).toBe('Succeeded')
    expect(standing(of).originals.notTerminated).toBe('blue-2 was not ended: Nobody provisioned it.')
  })

  it('an end that nobody reports is given up after the limit of an event', () => {
    const of = started({ originals: { action: 'TERMINATE', waitMinutes: 0 } })
    run(of)
    pass(of, 60)
    expect(statusOf(of)).toBe('Succeeded')
    expect(standing(of).originals.notTerminated).toMatch(/^blue-1 was not ended: No answer within 1 hour\./)
  })

  it('can no longer be kept when they are being ended: a stop is refused', () => {
    const of = started({ originals: { action: 'TERMINATE', waitMinutes: 0 } })
    run(of)
    expect(summary(of, id).actions.stop).toMatchObject({ allowed: false })
  })
})

describe('what cannot start', () => {
  it('is refused without a balancer, and without replacements', () => {
    const refused = (spec: ReturnType<typeof aBlueGreenSpec>) => create(world(), spec)?.message
    expect(refused(aBlueGreenSpec({ targetGroupNames: [] }))).toMatch(/needs a load balancer/)
    expect(refused(aBlueGreenSpec({}, { receiving: 0 }))).toMatch(/at least one replacement/)
  })

  it('fails at once when the replacements alone cannot keep the minimum', () => {
    const of = started({}, { minimumHealthyHosts: { type: 'HOST_COUNT', value: 2 } })
    expect(summary(of, id).errorInformation?.code).toBe('HEALTH_CONSTRAINTS_INVALID')
  })
})
