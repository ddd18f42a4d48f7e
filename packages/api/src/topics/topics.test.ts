import type { Committed } from '@sluice/conductor'
import { firstAccountId, FleetSnapshot, isRefusal, type TopicData } from '@sluice/model'
import { anInstance } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { actorWith, aWorld, type World } from '../testing/a-world.ts'
import { instancesDeltas } from './instances/source.ts'
import { logDelta } from './log/source.ts'
import type { TopicKind } from './topic-contract.ts'
import { topics } from './topics.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }

async function read<Kind extends TopicKind>(world: World, kind: Kind, key: string) {
  const answer = await topics[kind].snapshot(world.ports, actorWith('viewer'), key)
  if (isRefusal(answer)) throw new Error(answer.message)
  return answer as { data: TopicData[Kind]; seq: number }
}

/** One deployment from start to end, and every commit of it. */
async function watched(world: World): Promise<{ deploymentId: string; commits: Committed[] }> {
  await world.storefront(2)
  const commits: Committed[] = []
  world.ports.conductor.onCommitted((committed) => commits.push(committed))
  const revision = await world.upload('storefront-1.0.tgz')
  const { deploymentId } = await world.call('createDeployment', { ...production, revision })
  await world.settled()
  return { deploymentId, commits }
}

const deltasOf = (kind: TopicKind, commits: readonly Committed[]) =>
  commits.flatMap((committed) => topics[kind].deltas(committed))

describe('topics follow commits', () => {
  test('a deployment’s last delta is what a snapshot shows, and its end is urgent', async () => {
    const world = await aWorld()
    const { deploymentId, commits } = await watched(world)
    const deltas = deltasOf('deployment', commits)
    const { data, seq } = await read(world, 'deployment', deploymentId)
    expect(deltas.at(-1)).toEqual({ topic: `deployment:${deploymentId}`, data, seq, urgent: true })
    expect(deltas[0]).toMatchObject({ urgent: false })
    expect(deltas.map((delta) => delta.seq)).toEqual(deltas.map((delta) => delta.seq).toSorted((a, b) => a - b))
  })

  test('the list is told under its application and under all', async () => {
    const world = await aWorld()
    const { deploymentId, commits } = await watched(world)
    const names = new Set(deltasOf('deployments', commits).map((delta) => delta.topic))
    expect(names).toEqual(new Set(['deployments:storefront', 'deployments:*']))
    for (const key of ['storefront', '*'])
      expect((await read(world, 'deployments', key)).data.deployments).toMatchObject([{ deploymentId }])
    expect((await read(world, 'deployments', 'other')).data.deployments).toEqual([])
  })

  test('a new name is told to whoever watches, of the application and of a group', async () => {
    const world = await aWorld()
    const { deploymentId, commits } = await watched(world)
    const told = () =>
      deltasOf('deployments', commits.splice(0)).flatMap(({ topic, data }) => {
        const rows = (data as TopicData['deployments']).deployments
        return rows.map((row) => `${topic} ${row.deploymentId} ${row.applicationName}/${row.deploymentGroupName}`)
      })
    told()
    await world.call('updateApplication', { applicationName: 'storefront', newApplicationName: 'shop' })
    expect(told()).toEqual([
      `deployments:shop ${deploymentId} shop/production`,
      `deployments:* ${deploymentId} shop/production`,
    ])
    await world.call('updateDeploymentGroup', {
      applicationName: 'shop',
      currentDeploymentGroupName: 'production',
      newDeploymentGroupName: 'live',
    })
    expect(told()).toContain(`deployments:* ${deploymentId} shop/live`)
  })

  test('fleet rows that changed, put over the first snapshot, are the last snapshot', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const revision = await world.upload('storefront-1.0.tgz')
    const { deploymentId } = await world.call('createDeployment', { ...production, revision })
    await world.settled()
    const before = FleetSnapshot.parse((await read(world, 'fleet', deploymentId)).data)
    const commits: Committed[] = []
    world.ports.conductor.onCommitted((committed) => commits.push(committed))
    for (const id of [...world.hosts.ran]) await world.hosts.finish(id)
    await world.settled()
    const rows = [...before.rows]
    for (const { data } of deltasOf('fleet', commits))
      for (const row of (data as { rows: FleetSnapshot['rows'] }).rows) rows[row[0]] = row
    expect((await read(world, 'fleet', deploymentId)).data).toEqual({ ...before, rows })
    expect(commits.length).toBeGreaterThan(0)
  })
})

test('A16: a topic of a deployment that is not there, or not the reader’s, is refused alike', async () => {
  const world = await aWorld()
  const { deploymentId } = await watched(world)
  const stranger = { ...actorWith('admin'), accountId: '000000000002' }
  for (const kind of ['deployment', 'fleet', 'log'] as const) {
    const foreign = await topics[kind].snapshot(world.ports, stranger, deploymentId)
    expect(foreign).toMatchObject({ code: 'DeploymentDoesNotExistException' })
    expect(await topics[kind].snapshot(world.ports, actorWith('admin'), 'd-NONE00000')).toMatchObject({
      code: 'DeploymentDoesNotExistException',
    })
  }
  const { data } = (await topics.deployments.snapshot(world.ports, stranger, '*')) as { data: TopicData['deployments'] }
  expect(data.deployments).toEqual([])
})

test('A16: what two accounts call alike is told to each apart', async () => {
  const world = await aWorld()
  const { commits } = await watched(world)
  const [row] = commits.flatMap(({ deployments }) => deployments)
  if (row === undefined) throw new Error('nothing was committed')
  const foreign = { ...row, accountId: '000000000002', deploymentId: 'd-FOREIGN01' }
  const nothing = { seq: 7, at: 0, targets: [], directory: [], appended: [] }
  const deltas = topics.deployments.deltas({ ...nothing, deployments: [row, foreign] })
  expect(deltas).toEqual(
    [row, foreign].flatMap((one) =>
      ['deployments:storefront', 'deployments:*'].map((topic) => {
        return { topic, accountId: one.accountId, seq: 7, urgent: false, data: { deployments: [one] } }
      }),
    ),
  )
  const host = anInstance({ instanceName: 'web-1' })
  const hosts = instancesDeltas([host, { ...host, accountId: foreign.accountId }], world.ports, 7)
  expect(hosts.map(({ accountId, data }) => [accountId, (data as TopicData['instances']).instances.length])).toEqual([
    [firstAccountId, 1],
    [foreign.accountId, 1],
  ])
})

test('the log counts its own lines', async () => {
  const world = await aWorld()
  const { deploymentId } = await watched(world)
  const lines = await world.logs.append({
    commandId: `${deploymentId}/web-1/Install/1`,
    firstLine: 1,
    lines: ['one', 'two'].map((text) => ({ at: 0, script: '', stream: 'agent' as const, text })),
  })
  expect(logDelta(deploymentId, lines)).toMatchObject({ topic: `log:${deploymentId}`, seq: 2, data: { firstSeq: 1 } })
  expect(await read(world, 'log', deploymentId)).toMatchObject({ seq: 2, data: { firstSeq: 1, lastSeq: 2 } })
  expect(logDelta(deploymentId, [])).toBeUndefined()
})

test('hosts are shown with what is known of them now, in the order people count them', async () => {
  const world = await aWorld()
  for (const name of ['web-10', 'web-2']) await world.enrol(name)
  world.presence.delete('web-2')
  const { data } = await read(world, 'instances', '')
  expect(data.instances.map(({ instanceName, connected }) => [instanceName, connected])).toEqual([
    ['web-2', false],
    ['web-10', true],
  ])
  const [row] = await world.store.list('instances', '')
  expect(instancesDeltas(row ? [row] : [], world.ports, 7)).toMatchObject([
    { topic: 'instances', accountId: firstAccountId, seq: 7 },
  ])
})

test('a host that changes in the millisecond of a snapshot is told after it', async () => {
  const world = await aWorld()
  const { seq } = await read(world, 'instances', '')
  expect(seq).toBeLessThan(world.clock.now())
})
