import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { deployed, production } from '../testing/a-shop.ts'
import { aWorld } from '../testing/a-world.ts'

describe('reading deployments', () => {
  test('lists them newest first, by application, group, status and time', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const first = await deployed(world, '1.0')
    const between = new Date(world.clock.now()).toISOString()
    world.clock.advance(1000)
    world.script(() => failed())
    const second = await deployed(world, '1.1')
    const idsOf = async (input: object) => (await world.call('listDeployments', input)).deployments
    expect(await idsOf({})).toEqual([second, first])
    expect(await idsOf(production)).toEqual([second, first])
    expect(await idsOf({ includeOnlyStatuses: ['Failed'] })).toEqual([second])
    expect(await idsOf({ createTimeRange: { end: between } })).toEqual([first])
    expect(await idsOf({ createTimeRange: { start: between } })).toEqual([second])
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationName: 'nothing' }],
    ['DeploymentGroupDoesNotExistException', { applicationName: 'storefront', deploymentGroupName: 'nothing' }],
    ['ApplicationNameRequiredException', { deploymentGroupName: 'production' }],
    ['InvalidTimeRangeException', { createTimeRange: { start: '2026-02-01T00:00:00Z', end: '2026-01-01T00:00:00Z' } }],
    ['InvalidNextTokenException', { nextToken: 'made up' }],
  ])('refuses with %s', async (code, input) => {
    const world = await aWorld()
    await world.storefront(0)
    expect(await world.refused('listDeployments', input)).toMatchObject({ code })
  })

  test('its events are sentences, oldest first, and go on after an index', async () => {
    const world = await aWorld()
    await world.storefront(1)
    world.script(({ event }) => (event === 'BeforeInstall' ? failed() : succeeded))
    const deploymentId = await deployed(world, '1.0')
    const { events } = await world.call('listDeploymentEvents', { deploymentId })
    expect(events[0]).toMatchObject({ index: 1, text: 'Dana created the deployment of storefront-1.0 to 1 host.' })
    expect(events.map((event) => event.text)).toContain(
      'web-1: BeforeInstall failed (scripts/hook.sh, exit code 1): Script at specified location: scripts/hook.sh failed with exit code 1.',
    )
    const rest = await world.call('listDeploymentEvents', { deploymentId, after: 3 })
    expect(rest.events).toEqual(events.slice(3))
  })

  test('its stored log can be read by host and event', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const deploymentId = await deployed(world, '1.0')
    const line = (text: string) => ({ at: 0, script: 'scripts/start.sh', stream: 'stdout' as const, text })
    await world.logs.append({
      commandId: `${deploymentId}/web-1/ApplicationStart/1`,
      firstLine: 1,
      lines: [line('up')],
    })
    await world.logs.append({ commandId: `${deploymentId}/web-1/Install/1`, firstLine: 1, lines: [line('copied')] })
    const all = await world.call('getDeploymentLog', { deploymentId })
    expect(all.lines.map(({ seq, text }) => [seq, text])).toEqual([
      [1, 'up'],
      [2, 'copied'],
    ])
    const some = await world.call('getDeploymentLog', { deploymentId, targetId: 'web-1', event: 'Install' })
    expect(some.lines.map((one) => one.text)).toEqual(['copied'])
  })
})
