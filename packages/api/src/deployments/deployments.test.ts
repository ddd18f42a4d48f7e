import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { deployed, infoOf, production } from '../testing/a-shop.ts'
import { aWorld } from '../testing/a-world.ts'

describe('createDeployment', () => {
  test('deploys to every host of the group, and registers a revision that nobody had', async () => {
    const world = await aWorld()
    await world.storefront(4)
    const deploymentId = await deployed(world, '1.0', { description: 'the first', fileExistsBehavior: 'OVERWRITE' })
    expect(await infoOf(world, deploymentId)).toMatchObject({
      status: 'Succeeded',
      creator: 'user',
      startedBy: 'Dana',
      description: 'the first',
      fileExistsBehavior: 'OVERWRITE',
      revisionName: 'storefront-1.0',
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
      deploymentOverview: { Succeeded: 4, Pending: 0, Failed: 0 },
    })
    const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
    expect(revisionsInfo).toMatchObject([{ name: 'storefront-1.0', runsIn: ['production'], succeededIn: [] }])
  })

  test('takes hosts in the order people count them', async () => {
    const world = await aWorld()
    await world.storefront(11)
    const deploymentId = await deployed(world, '1.0')
    const { targetIds } = await world.call('listDeploymentTargets', { deploymentId })
    expect(targetIds).toEqual(Array.from({ length: 11 }, (_, at) => `web-${at + 1}`))
  })

  test('without a matching host it is accepted and fails with NO_INSTANCES', async () => {
    const world = await aWorld()
    await world.storefront(0)
    const deploymentId = await deployed(world, '1.0')
    expect(await infoOf(world, deploymentId)).toMatchObject({
      status: 'Failed',
      errorInformation: { code: 'NO_INSTANCES' },
    })
  })

  test('deregistered hosts take part in nothing', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    const deploymentId = await deployed(world, '1.0')
    expect((await world.call('listDeploymentTargets', { deploymentId })).targetIds).toEqual(['web-2'])
  })

  test('a busy group refuses a second one, names the first, and registers nothing', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const first = await deployed(world, '1.0')
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    expect(await world.refused('createDeployment', { ...production, revision })).toMatchObject({
      code: 'DeploymentLimitExceededException',
      message: expect.stringContaining(first),
    })
    const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
    expect(revisionsInfo.map((one) => one.name)).toEqual(['storefront-1.0'])
  })

  test('of two at once one is created', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const revision = await world.upload('storefront-1.0.tgz')
    const calls = [1, 2].map(() => world.call('createDeployment', { ...production, revision }))
    const ends = await Promise.allSettled(calls)
    expect(ends.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationName: 'nothing' }],
    ['DeploymentGroupDoesNotExistException', { deploymentGroupName: 'nothing' }],
    ['DeploymentConfigDoesNotExistException', { deploymentConfigName: 'Careful' }],
    ['DeploymentDoesNotExistException', { redeployOf: 'd-NONE00000' }],
    ['RevisionDoesNotExistException', { key: 'nothing.tgz' }],
    ['InvalidRevisionException', { bundleType: 'JSON' }],
    ['BundleRefused', { key: 'notes.txt' }],
  ])('refuses with %s', async (code, { key, bundleType, ...over }: Record<string, string>) => {
    const world = await aWorld()
    await world.storefront(1)
    const { revisionType, s3Location } = await world.upload('storefront-1.0.tgz')
    await world.put('notes.txt', Buffer.from('hello'))
    const { bucket } = s3Location
    const other = key === undefined ? s3Location : { bucket, key, bundleType: 'tgz' }
    const revision = { revisionType, s3Location: { ...other, ...(bundleType && { bundleType }) } }
    expect(await world.refused('createDeployment', { ...production, revision, ...over })).toMatchObject({ code })
    expect((await world.call('listDeployments', {})).deployments).toEqual([])
  })
})

describe('redeployOf', () => {
  test('is kept of the same group and revision, and refused of any other', async () => {
    const world = await aWorld()
    await world.storefront(1)
    await world.call('createDeploymentGroup', {
      applicationName: 'storefront',
      deploymentGroupName: 'staging',
      onPremisesInstanceTagFilters: [{ Key: 'env', Type: 'KEY_ONLY' }],
    })
    const redeployOf = await deployed(world, '1.0')
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const other = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    for (const wish of [
      { ...production, revision: other, redeployOf },
      { ...production, deploymentGroupName: 'staging', revision, redeployOf },
    ])
      expect(await world.refused('createDeployment', wish)).toMatchObject({
        code: 'InvalidInputException',
        details: [{ field: 'redeployOf', message: expect.stringContaining('storefront-1.0 to production') }],
      })
    const { deploymentId } = await world.call('createDeployment', { ...production, revision, redeployOf })
    expect((await infoOf(world, deploymentId)).redeployOf).toBe(redeployOf)
  })
})

describe('a start with the plan that was shown', () => {
  const shown = async () => {
    const world = await aWorld()
    await world.storefront(2)
    const wish = { ...production, revision: await world.upload('storefront-1.0.tgz') }
    return { world, wish, seen: (await world.call('planDeployment', wish)).seen ?? 'none' }
  }

  test('starts it as long as it is the same', async () => {
    const { world, wish, seen } = await shown()
    world.clock.advance(5000)
    expect(await world.call('createDeployment', { ...wish, seen })).toMatchObject({
      deploymentId: expect.stringMatching(/^d-/),
    })
  })

  test('is refused once hosts came, or another configuration or revision is sent, and names which', async () => {
    const { world, wish, seen } = await shown()
    const refused = (over: object) => world.refused('createDeployment', { ...wish, ...over, seen })
    const config = await refused({ deploymentConfigName: 'CodeDeployDefault.AllAtOnce' })
    expect(config).toMatchObject({
      code: 'StateChanged',
      message: expect.stringContaining('it is CodeDeployDefault.AllAtOnce now'),
    })
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    expect(await refused({ revision })).toMatchObject({
      code: 'StateChanged',
      message: expect.stringContaining('bundle'),
    })
    await world.enrol('web-3')
    expect(await refused({})).toMatchObject({
      code: 'StateChanged',
      message: expect.stringContaining('3 are chosen now'),
    })
    expect((await world.call('listDeployments', {})).deployments).toEqual([])
  })
})

describe('stopDeployment', () => {
  test('is pending while an event runs, and rolls back when asked', async () => {
    const world = await aWorld()
    await world.storefront(4)
    const good = await deployed(world, '1.0')
    world.script(() => 'runs')
    const stopped = await deployed(world, '1.1')
    const { ran } = world.hosts
    const running = ran.filter((id) => id.startsWith(stopped))
    const answer = await world.call('stopDeployment', { deploymentId: stopped, autoRollbackEnabled: true })
    expect(answer.status).toBe('Pending')
    world.script(() => succeeded)
    for (const id of running) await world.hosts.finish(id)
    await world.settled()
    const info = await infoOf(world, stopped)
    expect(info).toMatchObject({ status: 'Stopped', stopRequested: { by: 'Dana', rollBack: true } })
    const rollback = await infoOf(world, info.rollbackInfo?.rollbackDeploymentId ?? 'none')
    expect(rollback).toMatchObject({
      status: 'Succeeded',
      creator: 'codeDeployRollback',
      revisionName: 'storefront-1.0',
    })
    expect(good).not.toBe(rollback.deploymentId)
  })

  test('keeps why somebody stopped it, and tells it with who and when', async () => {
    const world = await aWorld()
    await world.storefront(4)
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    await world.call('stopDeployment', { deploymentId, note: ' The wrong bundle. ' })
    expect(await infoOf(world, deploymentId)).toMatchObject({ stopRequested: { by: 'Dana', note: 'The wrong bundle.' } })
    const { events } = await world.call('listDeploymentEvents', { deploymentId })
    expect(events.map(({ text }) => text)).toContain('Dana asked to stop: The wrong bundle.')
    const tooLong = world.call('stopDeployment', { deploymentId, note: 'x'.repeat(1001) })
    await expect(tooLong).rejects.toThrow('note may be at most 1000 characters long.')
  })

  test('an ended deployment cannot be stopped, held or continued', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const deploymentId = await deployed(world, '1.0')
    for (const name of ['stopDeployment', 'holdDeployment', 'continueDeployment'])
      expect(await world.refused(name, { deploymentId })).toMatchObject({ code: 'DeploymentAlreadyCompletedException' })
  })

  test('A16: one that does not exist and one of another account are refused in the same words', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const deploymentId = await deployed(world, '1.0')
    const stranger = { kind: 'user', accountId: '000000000002', userId: 'u', name: 'Eve', role: 'admin' } as const
    for (const name of [
      'getDeployment',
      'stopDeployment',
      'rollBackDeployment',
      'listDeploymentEvents',
      'getDeploymentLog',
    ]) {
      const foreign = await world.refused(name, { deploymentId }, { caller: stranger })
      const missing = await world.refused(name, { deploymentId: 'd-NONE00000' }, { caller: stranger })
      expect(foreign.code).toBe('DeploymentDoesNotExistException')
      expect(foreign.message.replaceAll(deploymentId, 'd')).toBe(missing.message.replaceAll('d-NONE00000', 'd'))
    }
  })
})

describe('hold and continue', () => {
  test('a held deployment starts no further host until it is continued', async () => {
    const world = await aWorld()
    await world.storefront(4)
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    await world.call('holdDeployment', { deploymentId })
    expect((await infoOf(world, deploymentId)).held).toMatchObject({ by: 'Dana' })
    world.script(() => succeeded)
    for (const id of [...world.hosts.ran]) await world.hosts.finish(id)
    await world.settled()
    expect((await infoOf(world, deploymentId)).deploymentOverview).toMatchObject({ Succeeded: 2, Pending: 2 })
    await world.call('continueDeployment', { deploymentId, deploymentWaitType: 'HOLD' })
    await world.settled()
    expect(await infoOf(world, deploymentId)).toMatchObject({ status: 'Succeeded' })
  })

  test('what is not held cannot be continued, and there are no waits of blue/green', async () => {
    const world = await aWorld()
    await world.storefront(1)
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    expect(await world.refused('continueDeployment', { deploymentId })).toMatchObject({
      code: 'DeploymentIsNotInReadyStateException',
    })
    expect(await world.refused('continueDeployment', { deploymentId, deploymentWaitType: 'READY_WAIT' })).toMatchObject(
      {
        code: 'UnsupportedActionForDeploymentTypeException',
      },
    )
    expect(await world.refused('continueDeployment', { deploymentId, deploymentWaitType: 'NAP' })).toMatchObject({
      code: 'InvalidDeploymentWaitTypeException',
    })
  })
})

describe('rollBackDeployment', () => {
  test('deploys what ran before, with its file rule, linked both ways', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await deployed(world, '1.0', { fileExistsBehavior: 'RETAIN' })
    const taken = await deployed(world, '1.1')
    const answer = await world.call('rollBackDeployment', { deploymentId: taken })
    expect(answer.revisionName).toBe('storefront-1.0')
    await world.settled()
    expect(await infoOf(world, answer.deploymentId)).toMatchObject({
      status: 'Succeeded',
      creator: 'user',
      fileExistsBehavior: 'RETAIN',
      rollbackInfo: { rollbackTriggeringDeploymentId: taken },
    })
    expect((await infoOf(world, taken)).rollbackInfo).toMatchObject({ rollbackDeploymentId: answer.deploymentId })
  })

  test('the first deployment of a group has nothing to go back to', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const deploymentId = await deployed(world, '1.0')
    expect(await world.refused('rollBackDeployment', { deploymentId })).toMatchObject({ code: 'NothingToRollBackTo' })
  })

  test('a busy group refuses it', async () => {
    const world = await aWorld()
    await world.storefront(1)
    await deployed(world, '1.0')
    const taken = await deployed(world, '1.1')
    world.script(() => 'runs')
    await deployed(world, '1.2')
    expect(await world.refused('rollBackDeployment', { deploymentId: taken })).toMatchObject({
      code: 'DeploymentLimitExceededException',
    })
  })
})

test('a failed deployment rolls back by itself when the group says so', async () => {
  const world = await aWorld()
  await world.storefront(2)
  await deployed(world, '1.0')
  world.script(({ deploymentId, event }) =>
    deploymentId === bad() && event === 'ValidateService' ? failed() : succeeded,
  )
  const rollBack = { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } }
  let id = ''
  const bad = () => id || (id = [...new Set(world.hosts.ran.map((one) => one.split('/')[0]))].at(-1) ?? '')
  const failedId = await deployed(world, '1.1', rollBack)
  const info = await infoOf(world, failedId)
  expect(info).toMatchObject({ status: 'Failed', errorInformation: { code: 'HEALTH_CONSTRAINTS' } })
  const rollback = await infoOf(world, info.rollbackInfo?.rollbackDeploymentId ?? '')
  expect(rollback).toMatchObject({ creator: 'codeDeployRollback', revisionName: 'storefront-1.0', status: 'Succeeded' })
})

describe('planDeployment', () => {
  test('shows waves, hosts, what runs, and what would change, and starts nothing', async () => {
    const world = await aWorld()
    await world.storefront(4)
    await deployed(world, '1.0')
    world.presence.delete('web-3')
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1', { 'app/new.txt': 'new' }))
    const planned = await world.call('planDeployment', { ...production, revision }, { role: 'viewer' })
    expect(planned).toMatchObject({
      plan: {
        total: 4,
        minimum: 2,
        parallel: 2,
        waves: [{ targets: ['web-1', 'web-2'] }, { targets: ['web-3', 'web-4'] }],
      },
      hosts: [
        { connected: true },
        { connected: true },
        { instanceName: 'web-3', connected: false },
        { connected: true },
      ],
      runs: { revisionName: 'storefront-1.0' },
      warnings: ['web-3 is not connected.'],
      changes: { against: 'storefront-1.0', added: ['app/new.txt'], removed: [], changed: ['app/version.txt'] },
    })
    expect(planned.changes?.appSpecLines.every((line) => line.startsWith(' '))).toBe(true)
    expect((await world.call('listDeployments', {})).deployments).toHaveLength(1)
  })

  test('says what would fail at once, and that the same revision runs already', async () => {
    const world = await aWorld()
    await world.storefront(0)
    const empty = await world.call('planDeployment', production)
    expect(empty.plan.failsAtOnce).toMatchObject({ code: 'NO_INSTANCES' })
    await world.enrol('web-1')
    await deployed(world, '1.0')
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const again = await world.call('planDeployment', { ...production, revision })
    expect(again.warnings).toEqual([expect.stringContaining('runs here already')])
  })

  test('names the deployment that is in the way', async () => {
    const world = await aWorld()
    await world.storefront(1)
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    expect((await world.call('planDeployment', production)).busy).toEqual({ deploymentId })
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationName: 'nothing' }],
    ['DeploymentGroupDoesNotExistException', { deploymentGroupName: 'nothing' }],
    ['DeploymentConfigDoesNotExistException', { deploymentConfigName: 'Careful' }],
    [
      'RevisionDoesNotExistException',
      { revision: { revisionType: 'S3', s3Location: { bucket: 'releases', key: 'nothing.tgz', bundleType: 'tgz' } } },
    ],
  ])('refuses with %s', async (code, over) => {
    const world = await aWorld()
    await world.storefront(1)
    expect(await world.refused('planDeployment', { ...production, ...over })).toMatchObject({ code })
  })
})

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
