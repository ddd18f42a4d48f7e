import { failed, succeeded, type RunCommand } from '@sluice/platforms'
import { commandId, type LifecycleEventName, type RevisionLocation } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

type Ending = (command: RunCommand) => ReturnType<typeof failed> | typeof succeeded

/** Fails one event on these hosts, saying this on the error output. */
const failing =
  (hosts: readonly string[], said: string, event: LifecycleEventName = 'ApplicationStart', more = {}): Ending =>
  (command) =>
    hosts.includes(command.targetId) && command.event === event
      ? failed({ scriptName: 'scripts/start.sh', logTail: `[stdout]starting\n[stderr]${said}`, ...more })
      : succeeded

async function deploy(world: World, revision: RevisionLocation, ending: Ending, over: object = {}): Promise<string> {
  world.script(ending)
  world.clock.advance(60_000)
  const { deploymentId } = await world.call('createDeployment', {
    applicationName: 'storefront',
    deploymentGroupName: 'production',
    revision,
    ...over,
  })
  await world.settled()
  return deploymentId
}

const start = (line: string) => ({ 'scripts/start.sh': `#!/bin/sh\nset -e\n${line}\nexit 0\n` })

async function shop(hosts = 6): Promise<{ world: World; good: RevisionLocation; bad: RevisionLocation }> {
  const world = await aWorld()
  await world.storefront(hosts)
  const good = await world.upload('storefront-1.0.tgz', goodBundle('1.0', start('node server.mjs')))
  const bad = await world.upload('storefront-1.1.tgz', goodBundle('1.1', start('node server.mjs --port 80')))
  return { world, good, bad }
}

const failuresOf = (world: World, deploymentId: string) => world.call('getDeploymentFailures', { deploymentId })

describe('failed hosts are grouped', () => {
  test('by event, script, exit code and what they said in general', async () => {
    const { world, bad } = await shop()
    const id = await deploy(world, bad, (command) => {
      if (command.event !== 'ApplicationStart') return succeeded
      if (command.targetId === 'web-3') return failed({ scriptName: 'scripts/start.sh', exitCode: 2 })
      const port = command.targetId.slice(-1)
      return ['web-2', 'web-4'].includes(command.targetId)
        ? failed({ scriptName: 'scripts/start.sh', logTail: `[stderr]port 808${port} in use` })
        : succeeded
    })
    const { failed: count, groups, leftOut } = await failuresOf(world, id)
    expect([count, leftOut]).toEqual([3, { groups: 0, hosts: 0 }])
    expect(groups.map((group) => [group.message, group.count, group.exitCode, group.places])).toEqual([
      ['port 8082 in use', 2, 1, [1, 3]],
      ['Script at specified location: scripts/hook.sh failed with exit code 1', 1, 2, [2]],
    ])
    expect(groups[0]).toMatchObject({ event: 'ApplicationStart', template: 'port <n> in use', share: 2 / 3 })
    expect(groups[0]?.targets.map(({ targetId }) => targetId)).toEqual(['web-2', 'web-4'])
  })

  test('a deployment without a failure has none, and one that is not there is refused', async () => {
    const { world, good } = await shop()
    const id = await deploy(world, good, () => succeeded)
    expect(await failuresOf(world, id)).toEqual({
      failed: 0,
      groups: [],
      leftOut: { groups: 0, hosts: 0 },
      lookedBack: 0,
    })
    const nowhere = { deploymentId: 'd-NONE00000' }
    for (const name of ['getDeploymentFailures', 'getDeploymentChanges'])
      expect(await world.refused(name, nowhere)).toMatchObject({ code: 'DeploymentDoesNotExistException' })
  })

  test('while it runs, with what has failed so far', async () => {
    const { world, bad } = await shop()
    world.script((command) => {
      if (command.event !== 'ApplicationStart') return succeeded
      return command.targetId === 'web-1' ? failed({ logTail: '[stderr]no' }) : 'runs'
    })
    const { deploymentId } = await world.call('createDeployment', {
      applicationName: 'storefront',
      deploymentGroupName: 'production',
      revision: bad,
    })
    await world.hosts.idle()
    const { groups, advice } = await failuresOf(world, deploymentId)
    expect(groups.map(({ message, count }) => [message, count])).toEqual([['no', 1]])
    expect(advice).toBeUndefined()
    await world.call('stopDeployment', { deploymentId })
    for (const targetId of ['web-2', 'web-3'])
      await world.hosts.finish(commandId(deploymentId, targetId, 'ApplicationStart'))
  })
})

describe('a failure is explained', () => {
  test('by advice for the failure and for the end of the deployment', async () => {
    const { world, bad } = await shop()
    const id = await deploy(world, bad, failing(['web-1', 'web-2', 'web-3', 'web-4'], 'port 8080 already in use'))
    const { groups, advice } = await failuresOf(world, id)
    expect(groups[0]?.advice.meaning).toContain('held by another process')
    expect(advice?.meaning).toContain('More hosts failed than the deployment configuration allows')
  })

  test('by what failing hosts have that others have not', async () => {
    const { world, bad } = await shop(4)
    for (const name of ['rack-1', 'rack-2'])
      await world.enrol(name, [
        { Key: 'env', Value: 'production' },
        { Key: 'rack', Value: 'r7' },
      ])
    const id = await deploy(world, bad, failing(['rack-1', 'rack-2'], 'no route'))
    const { groups } = await failuresOf(world, id)
    expect(groups[0]?.separators).toContain('Both failing hosts have the tag rack=r7; none of 4 that passed has.')
  })

  test('nothing is said to separate them when nothing does', async () => {
    const { world, bad } = await shop(6)
    const id = await deploy(world, bad, failing(['web-1'], 'no route'))
    expect((await failuresOf(world, id)).groups[0]?.separators).toEqual([])
  })

  test('by the line of the log that says it', async () => {
    const { world, bad } = await shop()
    const id = await deploy(world, bad, failing(['web-2'], 'port 8080 in use'))
    const line = (text: string, stream: 'stdout' | 'stderr') => ({ at: 1, script: 'scripts/start.sh', stream, text })
    await world.logs.append({
      commandId: commandId(id, 'web-2', 'ApplicationStart'),
      firstLine: 1,
      lines: [line('starting', 'stdout'), line('\u001b[31mport 8080 in use\u001b[0m', 'stderr'), line('bye', 'stdout')],
    })
    const { groups } = await failuresOf(world, id)
    expect(groups[0]?.readAt).toEqual({ targetId: 'web-2', event: 'ApplicationStart', line: 2 })
    expect(groups[0]?.goodHost).toBe('web-1')
  })
})

describe('the script of a failure', () => {
  const broken = (hosts: readonly string[]) => failing(hosts, '/opt/scripts/start.sh: line 3: node: not found')

  test('is shown around the failing line, with what changed since the last good revision', async () => {
    const { world, good, bad } = await shop()
    const before = await deploy(world, good, () => succeeded)
    const id = await deploy(world, bad, broken(['web-1', 'web-2', 'web-3', 'web-4']))
    const [group] = (await failuresOf(world, id)).groups
    expect(group?.script).toEqual({
      path: 'scripts/start.sh',
      revisionName: 'storefront-1.1',
      deploymentId: id,
      isPrevious: false,
      origin: 'scripts/start.sh is part of storefront-1.1, the revision being deployed.',
      lines: ['#!/bin/sh', 'set -e', 'node server.mjs --port 80', 'exit 0'].map((text, at) => ({
        number: at + 1,
        text,
      })),
      failingLine: 3,
      change: {
        sentence: 'start.sh changed 1 line since storefront-1.0, the last that succeeded here.',
        lines: [' #!/bin/sh', ' set -e', '-node server.mjs', '+node server.mjs --port 80', ' exit 0'],
      },
    })
    expect(before).not.toBe(id)
  })

  test('its lines are for those who may read revisions; a viewer is told why not', async () => {
    const { world, bad } = await shop()
    const deploymentId = await deploy(world, bad, broken(['web-1']))
    const { groups } = await world.call('getDeploymentFailures', { deploymentId }, { role: 'viewer' })
    expect(groups[0]?.script?.lines).toBeUndefined()
    expect(groups[0]?.script?.note).toContain('Your role is viewer')
  })

  test('P1: a failed ApplicationStop names the revision that its script came from, and whether this one mends it', async () => {
    const world = await aWorld()
    await world.storefront(4)
    const appSpec = [
      'version: 0.0',
      'os: linux',
      'files:',
      '  - source: app',
      '    destination: /srv/storefront',
      'hooks:',
      '  ApplicationStop:',
      '    - location: scripts/stop.sh',
      '',
    ].join('\n')
    const bundle = (version: string, line: string) =>
      goodBundle(version, { 'appspec.yml': appSpec, 'scripts/stop.sh': `#!/bin/sh\n${line}\n` })
    const first = await deploy(
      world,
      await world.upload('storefront-1.0.tgz', bundle('1.0', 'kill $PID')),
      () => succeeded,
    )
    const second = await world.upload('storefront-1.1.tgz', bundle('1.1', 'kill $PID || true'))
    const all = ['web-1', 'web-2', 'web-3', 'web-4']
    const id = await deploy(
      world,
      second,
      failing(all, 'kill: usage', 'ApplicationStop', { scriptName: 'scripts/stop.sh' }),
    )
    const [group] = (await failuresOf(world, id)).groups
    expect(group?.script).toMatchObject({
      revisionName: 'storefront-1.0',
      deploymentId: first,
      isPrevious: true,
      origin: `scripts/stop.sh came with storefront-1.0, which ${first} installed on web-1 before: it is not part of the revision being deployed.`,
      change: { sentence: 'storefront-1.1 changes 1 line of stop.sh.' },
    })
    expect(group?.script?.lines?.[1]).toEqual({ number: 2, text: 'kill $PID' })
    expect(group?.advice.act).toContain('with failures of ApplicationStop ignored')
    expect(group?.advice.ignoresStopFailures, 'the button beside it does so').toBe(true)
  })
})

describe('many who look at the same failures', () => {
  test('cost one look at the fleet, for a moment; what may be seen of scripts is each one’s own', async () => {
    const { world, bad } = await shop()
    const id = await deploy(world, bad, failing(['web-1', 'web-2', 'web-3', 'web-4'], 'port 8080 in use'))
    const read: string[] = []
    const { listTargets } = world.store
    const store = { ...world.store, listTargets: (id: string) => (read.push(id), listTargets(id)) }
    Object.assign(world.ports, { store })
    const ask = async (role: 'viewer' | 'deployer') =>
      (await world.call('getDeploymentFailures', { deploymentId: id }, { role })).groups[0]?.script
    const [first] = await Promise.all([ask('deployer'), ask('deployer'), ask('deployer')])
    const once = read.length
    expect(first?.lines).toBeDefined()
    expect((await ask('viewer'))?.lines).toBeUndefined()
    expect((await ask('deployer'))?.lines).toBeDefined()
    expect([once > 0, read.length]).toEqual([true, 2 * once])
    world.clock.advance(31_000)
    await ask('deployer')
    expect(read.length).toBeGreaterThan(2 * once)
  })
})

describe('the same failure before', () => {
  test('is found in an earlier deployment, with what ended it', async () => {
    const { world, good, bad } = await shop()
    const four = ['web-1', 'web-2', 'web-3', 'web-4']
    const earlier = await deploy(world, bad, failing(four, 'port 8080 in use'))
    const ended = await deploy(world, good, () => succeeded)
    const other = await deploy(world, bad, failing(four, 'disk is full'))
    const id = await deploy(world, bad, failing(four, 'port 9090 in use'))
    const { groups, lookedBack } = await failuresOf(world, id)
    expect(lookedBack).toBe(3)
    expect(groups[0]?.before).toMatchObject({
      deploymentId: earlier,
      deploymentGroupName: 'production',
      endedBy: { deploymentId: ended, revisionName: 'storefront-1.0', isRollback: false },
    })
    expect((await failuresOf(world, other)).groups[0]?.before).toBeUndefined()
  })
})

describe('the same failure of an application that had the name before', () => {
  test('is none of this one’s', async () => {
    const { world, bad } = await shop()
    const failsAll = failing(['web-1', 'web-2', 'web-3', 'web-4'], 'port 8080 in use')
    await deploy(world, bad, failsAll)
    world.clock.advance(60_000)
    await world.call('deleteApplication', { applicationName: 'storefront' })
    await world.storefront(6)
    const id = await deploy(world, bad, failsAll)
    const { groups, lookedBack } = await failuresOf(world, id)
    expect([groups[0]?.before, lookedBack]).toEqual([undefined, 0])
  })
})

describe('two logs are compared', () => {
  async function logs() {
    const { world, bad } = await shop()
    const id = await deploy(world, bad, failing(['web-2'], 'port 8080 in use'))
    const say = (targetId: string, texts: readonly string[]) =>
      world.logs.append({
        commandId: commandId(id, targetId, 'ApplicationStart'),
        firstLine: 1,
        lines: texts.map((text) => ({ at: 1, script: 'scripts/start.sh', stream: 'stdout', text })),
      })
    await say('web-1', ['web-1 starts', 'took 12 ms', 'listening', 'bye'])
    await say('web-2', ['web-2 starts', 'took 900 ms', 'port 8080 in use', 'bye'])
    return { world, id }
  }
  const compare = { failing: 'web-2', event: 'ApplicationStart' } as const

  test('lines that say the same are aligned, the first difference is marked, and the good host is proposed', async () => {
    const { world, id } = await logs()
    expect(await world.call('compareTargetLogs', { deploymentId: id, ...compare })).toEqual({
      failing: { targetId: 'web-2', lines: 4, isCut: false },
      good: { targetId: 'web-1', lines: 4, isCut: false },
      choice: 'web-1 passed ApplicationStart and is in the same wave (1).',
      stretches: [
        {
          kind: 'equal',
          count: 2,
          lines: [
            { number: 1, text: 'web-2 starts' },
            { number: 2, text: 'took 900 ms' },
          ],
        },
        {
          kind: 'different',
          failing: [{ number: 3, text: 'port 8080 in use' }],
          good: [{ number: 3, text: 'listening' }],
          failingCut: 0,
          goodCut: 0,
        },
        { kind: 'equal', count: 1, lines: [{ number: 4, text: 'bye' }] },
      ],
      firstDivergence: 1,
    })
  })

  test('a host that is named is taken; one that is not in the deployment is refused', async () => {
    const { world, id } = await logs()
    const named = await world.call('compareTargetLogs', { deploymentId: id, ...compare, good: 'web-3' })
    expect(named.good).toEqual({ targetId: 'web-3', lines: 0, isCut: false })
    for (const over of [{ failing: 'web-9' }, { good: 'web-9' }])
      expect(await world.refused('compareTargetLogs', { deploymentId: id, ...compare, ...over })).toMatchObject({
        code: 'DeploymentTargetDoesNotExistException',
      })
    expect(await world.refused('compareTargetLogs', { deploymentId: 'd-NONE00000', ...compare })).toMatchObject({
      code: 'DeploymentDoesNotExistException',
    })
  })

  test('without a host that passed the event there is nothing to compare with, which is said', async () => {
    const { world, bad } = await shop()
    const all = ['web-1', 'web-2', 'web-3', 'web-4', 'web-5', 'web-6']
    const deploymentId = await deploy(world, bad, failing(all, 'no'))
    expect(await world.call('compareTargetLogs', { deploymentId, ...compare })).toEqual({
      failing: { targetId: 'web-2', lines: 0, isCut: false },
      choice: 'No host has passed ApplicationStart in this deployment yet.',
      stretches: [],
    })
  })

  test('of a long log the beginning is compared, and it is said', async () => {
    const { world, id } = await logs()
    const lines = Array.from({ length: 5200 }, (_, at) => ({
      at: 1,
      script: 'scripts/start.sh',
      stream: 'stdout' as const,
      text: `line ${at}`,
    }))
    await world.logs.append({ commandId: commandId(id, 'web-2', 'ApplicationStart'), firstLine: 5, lines })
    const { failing: side, stretches } = await world.call('compareTargetLogs', { deploymentId: id, ...compare })
    expect(side).toEqual({ targetId: 'web-2', lines: 5000, isCut: true })
    expect(stretches.at(-1)).toMatchObject({ kind: 'different', failingCut: 4996 - 300 })
  })
})
