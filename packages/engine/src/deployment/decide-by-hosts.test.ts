import { commandId, inPlaceEvents, type DeploymentSpec } from '@sluice/model'
import { aDeploymentSpec } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { targetOf } from '../target-view.ts'
import {
  create,
  deploymentSignal,
  failedDiagnostics,
  grant,
  isGranted,
  offered,
  report,
  runHost,
  send,
  summary,
  wait,
  world,
  type World,
} from '../testing/world.ts'

const id = 'd-AAAAAAAA1'
const stop1 = commandId(id, 'web-1', 'ApplicationStop')

function started(over: Partial<DeploymentSpec> = {}): World {
  const of = world()
  create(of, aDeploymentSpec(over))
  return of
}

const target = (of: World, index: number) =>
  targetOf(of.deployments.get(id) ?? { deploymentId: id, deployment: undefined }, index)
const eventStatuses = (of: World, index: number) => target(of, index).lifecycleEvents.map((event) => event.status)
const logLength = (of: World, act: () => void) => {
  const before = of.log.length
  act()
  return of.log.length - before
}

describe('a host', () => {
  it('runs the seven events strictly in order, each offered when the one before it has ended', () => {
    const of = started()
    const ran: string[] = []
    for (let next = offered(of, id, 'web-1'); next !== undefined; next = offered(of, id, 'web-1')) {
      ran.push(next.split('/')[2] ?? '')
      grant(of, next)
      report(of, next)
    }
    expect(ran).toEqual([...inPlaceEvents])
    expect(target(of, 0).status).toBe('Succeeded')
  })

  it('is granted its current event once, and may ask again', () => {
    const of = started()
    const state = of.deployments.get(id)!
    expect(isGranted(state, stop1)).toBe(false)
    grant(of, stop1)
    expect(isGranted(state, stop1)).toBe(true)
    expect(logLength(of, () => grant(of, stop1))).toBe(0)
    expect(isGranted(state, stop1)).toBe(true)
  })

  it.each([
    ['an event that is not its turn', commandId(id, 'web-1', 'Install')],
    ['a host that has not started', commandId(id, 'web-4', 'ApplicationStop')],
    ['an unknown host', commandId(id, 'nobody', 'ApplicationStop')],
    ['another attempt', commandId(id, 'web-1', 'ApplicationStop', 2)],
  ])('is granted nothing for %s', (_, command) => {
    const of = started()
    expect(logLength(of, () => grant(of, command))).toBe(0)
    expect(isGranted(of.deployments.get(id)!, command)).toBe(false)
  })

  it('may say once that it waits, about the event it was offered and no other', () => {
    const of = started()
    expect(logLength(of, () => wait(of, commandId(id, 'web-1', 'Install')))).toBe(0)
    expect(logLength(of, () => wait(of, commandId(id, 'web-4', 'ApplicationStop')))).toBe(0)
    expect(logLength(of, () => wait(of, stop1))).toBe(1)
    expect(logLength(of, () => wait(of, stop1))).toBe(0)
    grant(of, stop1)
    expect(logLength(of, () => wait(of, stop1))).toBe(0)
    expect(isGranted(of.deployments.get(id)!, stop1)).toBe(true)
  })

  it('is not believed about an event that was not granted', () => {
    const of = started()
    expect(logLength(of, () => report(of, stop1))).toBe(0)
  })

  it('changes no status with a late result', () => {
    const of = started()
    runHost(of, id, 'web-1', 'Install')
    expect(logLength(of, () => report(of, commandId(id, 'web-1', 'Install'), 'Succeeded'))).toBe(0)
    expect(target(of, 0).status).toBe('Failed')
  })

  it('fails with its event: what follows is skipped, what went wrong is kept in short', () => {
    const of = started()
    runHost(of, id, 'web-1', 'AfterInstall')
    expect(target(of, 0)).toMatchObject({
      status: 'Failed',
      lifecycleEvents: { 4: { diagnostics: { ...failedDiagnostics, logTail: '' } } },
    })
    expect(eventStatuses(of, 0)).toEqual([
      ...['Succeeded', 'Succeeded', 'Succeeded', 'Succeeded'],
      ...['Failed', 'Skipped', 'Skipped'],
    ])
  })

  it('goes on after a failed ApplicationStop when told to ignore it, and the sentence says so in the end', () => {
    const of = started({ ignoreApplicationStopFailures: true, targets: ['web-1', 'web-2'] })
    runHost(of, id, 'web-1', 'ApplicationStop')
    runHost(of, id, 'web-2')
    expect(eventStatuses(of, 0).slice(0, 2)).toEqual(['Failed', 'Succeeded'])
    expect(target(of, 0).status).toBe('Succeeded')
    expect(summary(of, id).sentence).toEqual([
      { kind: 'text', text: 'Succeeded on both hosts in 0:00. ApplicationStop failed on 1 host, which was ignored.' },
    ])
  })

  it('does not go on after any other failed event, ignored or not', () => {
    const of = started({ ignoreApplicationStopFailures: true })
    runHost(of, id, 'web-1', 'BeforeInstall')
    expect(target(of, 0).status).toBe('Failed')
  })
})

describe('silence', () => {
  const silent = (of: World, targetId: string) =>
    send(of, { ...deploymentSignal(id), kind: 'hostSilent', targetId, since: of.clock.now() - 15_000 })

  it('is shown once, also of a host that waits, and ends when the host is back', () => {
    const of = started()
    expect(logLength(of, () => silent(of, 'web-4'))).toBe(1)
    expect(logLength(of, () => silent(of, 'web-4'))).toBe(0)
    expect(target(of, 3).silentSince).toBe(new Date(of.clock.now() - 15_000).toISOString())
    send(of, { ...deploymentSignal(id), kind: 'hostBack', targetId: 'web-4' })
    expect(target(of, 3)).not.toHaveProperty('silentSince')
    expect(logLength(of, () => send(of, { ...deploymentSignal(id), kind: 'hostBack', targetId: 'web-4' }))).toBe(0)
  })

  it('is over when the host speaks', () => {
    const of = started()
    silent(of, 'web-1')
    grant(of, stop1)
    expect(target(of, 0)).not.toHaveProperty('silentSince')
    silent(of, 'web-1')
    report(of, stop1)
    expect(target(of, 0)).not.toHaveProperty('silentSince')
    silent(of, 'web-1')
    wait(of, commandId(id, 'web-1', 'DownloadBundle'))
    expect(target(of, 0)).not.toHaveProperty('silentSince')
  })

  it('of a host that has ended, or is in no plan, is none of its business', () => {
    const of = started()
    runHost(of, id, 'web-1')
    expect(logLength(of, () => silent(of, 'web-1'))).toBe(0)
    expect(logLength(of, () => silent(of, 'nobody'))).toBe(0)
  })
})
