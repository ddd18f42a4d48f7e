import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { tgz } from '../../testing/a-bundle.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }

const bundle = (version: string): Buffer =>
  tgz({
    'appspec.yml': `version: 0.0
os: linux
files:
  - source: app
    destination: /srv/storefront
hooks:
  ApplicationStop:
    - location: scripts/stop-${version}.sh
  ApplicationStart:
    - location: scripts/first.sh
    - location: scripts/start.sh
    - location: scripts/last.sh
`,
    'app/version.txt': version,
    ...Object.fromEntries(
      [`stop-${version}`, 'first', 'start', 'last'].map((name) => [`scripts/${name}.sh`, '#!/bin/sh\n']),
    ),
  })

async function deployed(world: World, version: string, more: object = {}): Promise<string> {
  const revision = await world.upload(`storefront-${version}.tgz`, bundle(version))
  const { deploymentId } = await world.call('createDeployment', { ...production, revision, ...more })
  await world.settled()
  world.clock.advance(1000)
  return deploymentId
}

async function ledgerOf(world: World, deploymentId: string, targetId = 'web-1') {
  const ledger = await world.call('getTargetLedger', { deploymentId, targetId })
  const event = (name: string) => ledger.events.find((one) => one.event === name)
  return { ...ledger, event }
}

async function shop(hosts = 1): Promise<World> {
  const world = await aWorld()
  await world.storefront(hosts)
  return world
}

describe('the ledger of a host', () => {
  test('says whose scripts each event ran: those before the download are of the revision before', async () => {
    const world = await shop()
    const first = await deployed(world, '1.0')
    const second = await deployed(world, '1.1')
    const { outcome, sentence, event } = await ledgerOf(world, second)
    expect(outcome).toBe('whole')
    expect(sentence).toBe(`web-1 is whole: every event of ${second} that concerns it has run.`)
    expect(event('ApplicationStop')).toEqual({
      event: 'ApplicationStop',
      status: 'Succeeded',
      text: `Scripts of storefront-1.0, which ${first} installed here before.`,
      source: { revisionName: 'storefront-1.0', deploymentId: first, isPrevious: true },
      scripts: [{ location: 'scripts/stop-1.0.sh', ran: true }],
    })
    expect(event('ApplicationStart')).toMatchObject({
      text: 'Scripts of storefront-1.1.',
      source: { revisionName: 'storefront-1.1', deploymentId: second, isPrevious: false },
    })
    expect(event('AfterInstall')).toMatchObject({ text: 'No script: storefront-1.1 has none for it.', scripts: [] })
    expect(event('DownloadBundle')?.text).toBe('The bundle of storefront-1.1 came to the host.')
  })

  test('of the first deployment there has no script before the download', async () => {
    const world = await shop()
    const { event } = await ledgerOf(world, await deployed(world, '1.0'))
    expect(event('ApplicationStop')).toMatchObject({
      text: 'Nothing of this group was installed here before: no script ran.',
      scripts: [],
    })
  })

  test('of a host that failed says which scripts ran, which did not, and that it was left part-way', async () => {
    const world = await shop()
    world.script(({ event }) =>
      event === 'ApplicationStart' ? failed({ scriptName: 'scripts/start.sh', exitCode: 1 }) : succeeded,
    )
    const { outcome, sentence, event } = await ledgerOf(world, await deployed(world, '1.0'))
    expect(outcome).toBe('partWay')
    expect(sentence).toBe(
      'web-1 was left part-way. storefront-1.0 is installed. Not finished: ApplicationStart, ValidateService.',
    )
    expect(event('ApplicationStart')?.scripts).toEqual([
      { location: 'scripts/first.sh', ran: true },
      { location: 'scripts/start.sh', ran: true },
      { location: 'scripts/last.sh', ran: false },
    ])
    expect(event('ValidateService')).toMatchObject({ status: 'Skipped', text: 'Did not run.' })
  })

  test('of a host that a later deployment went over says so, and not what lay there then', async () => {
    const world = await shop()
    world.script(({ event }) => (event === 'ApplicationStart' ? failed() : succeeded))
    const bad = await deployed(world, '1.0')
    const worse = await deployed(world, '1.1')
    const twice = await ledgerOf(world, bad)
    expect(twice.sentence).toBe(`web-1 was left part-way then, and later by ${worse} too.`)
    expect(twice.since).toEqual({ deploymentId: worse, state: 'leftToo' })
    world.script(() => succeeded)
    const good = await deployed(world, '1.2')
    const { sentence, since, outcome } = await ledgerOf(world, bad)
    expect([outcome, sentence]).toEqual(['partWay', `web-1 was left part-way then; ${good} has gone over it since.`])
    expect(since).toEqual({ deploymentId: good, state: 'putRight' })
    expect((await ledgerOf(world, good)).since).toBeUndefined()
  })

  test('of a host on which an old stop script failed says that a redeploy goes on past it, and of no other', async () => {
    const world = await shop()
    await deployed(world, '1.0')
    const failingAt = (at: string) =>
      world.script(({ event }) => (event === at ? failed({ scriptName: 'scripts/one.sh', exitCode: 1 }) : succeeded))
    failingAt('ApplicationStop')
    expect((await ledgerOf(world, await deployed(world, '1.1'))).ignoresStopFailures).toBe(true)
    failingAt('ApplicationStart')
    expect((await ledgerOf(world, await deployed(world, '1.2'))).ignoresStopFailures).toBe(false)
  })

  test('has an ignored failure of ApplicationStop in a host that is whole', async () => {
    const world = await shop()
    world.script(({ event }) => (event === 'ApplicationStop' ? failed() : succeeded))
    const { outcome, sentence } = await ledgerOf(
      world,
      await deployed(world, '1.0', { ignoreApplicationStopFailures: true }),
    )
    expect(outcome).toBe('whole')
    expect(sentence).toMatch(/ApplicationStop failed, which was to be ignored\.$/)
  })

  test('of a host that never began says that it is as it was', async () => {
    const world = await shop(2)
    world.script(() => failed())
    const deploymentId = await deployed(world, '1.0', { deploymentConfigName: 'CodeDeployDefault.OneAtATime' })
    expect(await ledgerOf(world, deploymentId, 'web-2')).toMatchObject({
      outcome: 'untouched',
      sentence: `No event of ${deploymentId} began on web-2: it is as it was before.`,
      files: { text: 'No file was touched: Install did not run.' },
    })
  })

  test('of a host whose turn is yet to come says that it waits, and nothing of its files', async () => {
    const world = await shop(2)
    world.script(({ event }) => (event === 'ApplicationStop' ? 'runs' : succeeded))
    const deploymentId = await deployed(world, '1.0', { deploymentConfigName: 'CodeDeployDefault.OneAtATime' })
    const waiting = await ledgerOf(world, deploymentId, 'web-2')
    expect([waiting.outcome, waiting.sentence]).toEqual(['waiting', `${deploymentId} has not begun on web-2 yet.`])
    const running = await ledgerOf(world, deploymentId, 'web-1')
    expect([running.outcome, running.sentence]).toEqual(['running', `${deploymentId} has not finished with web-1.`])
    expect([waiting.files, running.files], 'Install is still to come').toEqual([undefined, undefined])
  })

  test('counts the files that Install changed as the host reported them, and says when nobody did', async () => {
    const world = await shop()
    const deploymentId = await deployed(world, '1.0')
    expect((await ledgerOf(world, deploymentId)).files).toEqual({
      text: 'Install succeeded; the log in which the host counted its files is not kept.',
      isReported: false,
    })
    await world.logs.append({
      commandId: `${deploymentId}/web-1/Install/1`,
      firstLine: 1,
      lines: [{ at: 1, script: '', stream: 'agent', text: 'installed 5 files, removed 3 of the previous revision' }],
    })
    expect((await ledgerOf(world, deploymentId)).files).toEqual({
      text: 'The host installed 5 files, removed 3 of the previous revision.',
      isReported: true,
    })
  })

  test.each([
    ['DeploymentDoesNotExistException', { deploymentId: 'd-NONE00000' }],
    ['DeploymentTargetDoesNotExistException', { targetId: 'web-9' }],
  ])('refuses with %s', async (code, over) => {
    const world = await shop()
    const deploymentId = await deployed(world, '1.0')
    expect(await world.refused('getTargetLedger', { deploymentId, targetId: 'web-1', ...over })).toMatchObject({ code })
  })
})
