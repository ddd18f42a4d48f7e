/** The way of a command: queued, offered, asked, granted, done, forgotten. */
import { Diagnostics } from '@sluice/model'
import { aDeploymentSpec } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { aCommand, aHub, deploymentId, ended, framesOf, settled, withdrawn } from '../testing/a-hub.ts'

const blueGreenStyle = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const

const stop1 = aCommand()
const stop2 = aCommand('web-2')

describe('commands', () => {
  test('a connected host is offered what is dispatched, signed for it alone', async () => {
    const { connect, dispatch, offersTo } = aHub()
    const [one, two] = [await connect('web-1'), await connect('web-2')]
    await dispatch(stop1)
    expect(offersTo(one)).toMatchObject([
      {
        id: stop1.id,
        instanceName: 'web-1',
        event: 'ApplicationStop',
        deploymentGroupName: 'production',
        deploymentType: 'IN_PLACE',
        revisionName: 'storefront-1.1',
        eventLimitSeconds: 3600,
      },
    ])
    expect(framesOf(two, 'offer')).toEqual([])
  })

  test('whether the deployment is blue/green is in the order: which scripts run depends on it', async () => {
    const { connect, dispatch, offersTo, specs } = aHub()
    specs.set(deploymentId, aDeploymentSpec({ deploymentStyle: blueGreenStyle }))
    const agent = await connect()
    await dispatch(stop1)
    expect(offersTo(agent)).toMatchObject([{ deploymentType: 'BLUE_GREEN' }])
  })

  test('what is said to fleets or balancers is no host’s business', async () => {
    const { connect, dispatch, offersTo, hub, faults } = aHub()
    const agent = await connect()
    const about = { deploymentId, targets: ['web-1', 'web-2'] }
    await dispatch(
      { kind: 'provision', id: `${deploymentId}/provision`, ...about },
      { kind: 'offerTestTraffic', id: `${deploymentId}/offerTestTraffic`, ...about },
      { kind: 'retire', id: `${deploymentId}/retire`, terminate: true, ...about },
    )
    expect([offersTo(agent), faults]).toEqual([[], []])
    expect(hub.allPresence('000000000001').map((host) => host.instanceName)).toEqual(['web-1'])
  })

  test('what was dispatched while the host was away is offered when it comes', async () => {
    const { connect, dispatch, offersTo } = aHub()
    await dispatch(stop1, stop2)
    expect(offersTo(await connect()).map(({ id }) => id)).toEqual([stop1.id])
  })

  test('what is dispatched twice is offered once', async () => {
    const { connect, dispatch, offersTo } = aHub()
    const agent = await connect()
    await dispatch(stop1, stop1)
    await dispatch(stop1)
    expect(offersTo(agent)).toHaveLength(1)
  })

  test('what is not answered is offered again after a reconnect, granted or not', async () => {
    const { connect, dispatch, says, offersTo } = aHub()
    const first = await connect()
    const before1 = aCommand('web-1', 'BeforeInstall')
    await dispatch(stop1, before1)
    await says(first, { type: 'ask', commandId: stop1.id })
    first.cut()
    await settled()
    expect(offersTo(await connect()).map(({ id }) => id)).toEqual([stop1.id, before1.id])
  })

  test('the grant follows the commit', async () => {
    const { connect, dispatch, says, door } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    await says(agent, { type: 'ask', commandId: stop1.id })
    expect(door.signals).toMatchObject([{ kind: 'grantAsked', commandId: stop1.id, groupId: expect.any(String) }])
    expect(framesOf(agent, 'grant')).toEqual([{ type: 'grant', commandId: stop1.id }])
  })

  test('a host whose slots are busy says so through the door, is answered nothing, and asks when one is free', async () => {
    const { connect, dispatch, says, door } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    const before = agent.frames.length
    await says(agent, { type: 'waiting', commandId: stop1.id })
    expect(door.signals).toEqual([
      {
        to: 'deployment',
        groupId: expect.any(String),
        deploymentId: 'd-AAAAAAAA1',
        kind: 'hostWaiting',
        commandId: stop1.id,
      },
    ])
    expect(agent.frames).toHaveLength(before)
    await says(agent, { type: 'ask', commandId: stop1.id })
    expect(framesOf(agent, 'grant')).toHaveLength(1)
  })

  test('a command that the engine does not grant is dropped, and not offered again', async () => {
    const { connect, dispatch, says, door, offersTo } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    door.grants = false
    await says(agent, { type: 'ask', commandId: stop1.id })
    expect(framesOf(agent, 'drop')).toEqual([{ type: 'drop', commandId: stop1.id }])
    agent.cut()
    await settled()
    expect(offersTo(await connect())).toEqual([])
  })

  test('asking again after a lost grant is answered grant again', async () => {
    const { connect, dispatch, says } = aHub()
    await dispatch(stop1)
    const agent = await connect()
    await says(agent, { type: 'ask', commandId: stop1.id })
    await says(agent, { type: 'ask', commandId: stop1.id })
    expect(framesOf(agent, 'grant')).toHaveLength(2)
  })

  test('a hub that was just started grants what the committed state says, before anything is dispatched to it', async () => {
    const { connect, says, door } = aHub()
    door.grants = false
    door.granted.add(stop1.id)
    const agent = await connect()
    await says(agent, { type: 'ask', commandId: stop1.id })
    expect(framesOf(agent, 'grant')).toHaveLength(1)
  })

  test('a withdrawn command that was offered is dropped; one that was queued is never offered', async () => {
    const { connect, dispatch, offersTo } = aHub()
    await dispatch(stop2, withdrawn(stop2))
    const [one, two] = [await connect('web-1'), await connect('web-2')]
    await dispatch(stop1, withdrawn(stop1))
    expect(framesOf(one, 'drop')).toEqual([{ type: 'drop', commandId: stop1.id }])
    expect(offersTo(two, 'web-2')).toEqual([])
  })

  test('a granted command that was withdrawn goes on at its host, is not offered again and gives no bundle', async () => {
    const { hub, connect, dispatch, says, offersTo, door } = aHub()
    const first = await connect()
    await dispatch(stop1)
    await says(first, { type: 'ask', commandId: stop1.id })
    const sha256 = offersTo(first)[0]?.bundle.sha256 ?? ''
    door.granted.delete(stop1.id)
    await dispatch(withdrawn(stop1))
    expect(framesOf(first, 'drop')).toEqual([])
    expect(hub.mayDownload(framesOf(first, 'welcome')[0]?.ticket ?? '', sha256)).toBe(false)
    first.cut()
    await settled()
    const second = await connect()
    expect(offersTo(second)).toEqual([])
    await says(second, { type: 'done', commandId: stop1.id, ...ended })
    expect(framesOf(second, 'forget')).toHaveLength(1)
  })

  test('a result is committed before the host may forget it', async () => {
    const { connect, dispatch, says, door } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    await says(agent, { type: 'ask', commandId: stop1.id })
    await says(agent, { type: 'done', commandId: stop1.id, ...ended })
    expect(door.signals.at(-1)).toMatchObject({ kind: 'reported', commandId: stop1.id, status: 'Succeeded' })
    expect(framesOf(agent, 'forget')).toEqual([{ type: 'forget', commandId: stop1.id }])
  })

  test('A14: secrets in what a host says of a failure are masked before anybody keeps it', async () => {
    const { connect, dispatch, says, door } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    await says(agent, { type: 'ask', commandId: stop1.id })
    const diagnostics = {
      errorCode: 'ScriptFailed' as const,
      scriptName: 'stop.sh',
      message: 'curl -H "Authorization: Bearer abcdefgh12345678" failed',
      logTail: 'first\nDB_PASSWORD=hunter2\nlast',
      exitCode: 1,
    }
    await says(agent, { type: 'done', commandId: stop1.id, status: 'Failed', diagnostics })
    expect(door.signals.at(-1)).toMatchObject({
      diagnostics: {
        message: 'curl -H "Authorization: Bearer [masked]" failed',
        logTail: 'first\nDB_PASSWORD=[masked]\nlast',
      },
    })
  })

  test('a report that is full of short secrets can be read back', async () => {
    const { connect, dispatch, says, door } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    await says(agent, { type: 'ask', commandId: stop1.id })
    const secrets = `${'pwd=a\n'.repeat(681)}the end`
    const diagnostics = { errorCode: 'ScriptFailed' as const, scriptName: 's.sh', message: secrets, logTail: secrets }
    await says(agent, { type: 'done', commandId: stop1.id, status: 'Failed', diagnostics })
    const reported = door.signals.at(-1)
    const kept = Diagnostics.parse(reported?.kind === 'reported' ? reported.diagnostics : undefined)
    expect(kept.logTail.endsWith('pwd=[masked]\nthe end')).toBe(true)
    expect(kept.message.startsWith('pwd=[masked]\n')).toBe(true)
  })

  test('a commit that fails closes the connection instead of answering: the host comes back and repeats', async () => {
    const { connect, dispatch, says, door, faults, offersTo } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    door.isBroken = true
    await says(agent, { type: 'done', commandId: stop1.id, ...ended })
    expect(framesOf(agent, 'forget')).toEqual([])
    expect(agent.closed?.code).toBe(1011)
    expect(faults).toHaveLength(1)
    expect(offersTo(await connect())).toHaveLength(1)
  })

  test('lines are stored before they are confirmed, and before the end that follows them', async () => {
    const order: string[] = []
    const { connect, dispatch, hub } = aHub({
      storeLogs: async () => {
        await settled()
        order.push('stored')
      },
      submit: async ({ kind }) => {
        order.push(kind)
        return { events: [] }
      },
    })
    const agent = await connect()
    await dispatch(stop1)
    const lines = [{ at: 1, script: 'stop.sh', stream: 'stdout', text: 'bye' } as const]
    agent.send({ type: 'log', commandId: stop1.id, firstLine: 3, lines })
    agent.send({ type: 'done', commandId: stop1.id, ...ended })
    await settled()
    await settled()
    expect(order).toEqual(['stored', 'reported'])
    expect(framesOf(agent, 'logStored')).toEqual([{ type: 'logStored', commandId: stop1.id, upTo: 3 }])
    hub.stop()
  })

  test('A6: a command that the host refused is started and failed with its reason, and is in the audit', async () => {
    const { connect, dispatch, says, door, audited } = aHub()
    const agent = await connect()
    await dispatch(stop1)
    await says(agent, { type: 'refused', commandId: stop1.id, reason: 'the command has expired' })
    expect(door.signals.map(({ kind }) => kind)).toEqual(['grantAsked', 'reported'])
    expect(door.signals.at(-1)).toMatchObject({
      status: 'Failed',
      diagnostics: { message: 'web-1 refused to run it: the command has expired. Nothing ran.' },
    })
    expect(audited).toHaveLength(1)
  })

  test('A6: a forged command that a host refused changes nothing here, and is in the audit', async () => {
    const { connect, says, door, audited } = aHub()
    const agent = await connect()
    const reason = 'the signature is not the pinned server’s'
    await says(agent, { type: 'refused', commandId: stop1.id, reason })
    await says(agent, { type: 'refused', commandId: '', reason })
    expect(door.signals).toEqual([])
    expect(audited).toHaveLength(2)
    expect(agent.closed).toBeUndefined()
  })

  test.each([
    ['the id of another host', stop2.id],
    ['a deployment it is not in', 'd-BBBBBBBB2/web-1/ApplicationStop/1'],
    ['a deployment of another account', 'd-CCCCCCCC3/web-1/ApplicationStop/1'],
  ])('A2: a host that speaks of %s is closed and audited, and nothing changes', async (_what, commandId) => {
    const { connect, says, door, audited, specs, logs } = aHub()
    const [spec] = specs.values()
    specs.set('d-BBBBBBBB2', { ...spec!, deploymentId: 'd-BBBBBBBB2', targets: ['web-2'] })
    specs.set('d-CCCCCCCC3', { ...spec!, deploymentId: 'd-CCCCCCCC3', accountId: '000000000002' })
    const lines = [{ at: 1, script: '', stream: 'agent', text: 'mine' } as const]
    for (const frame of [
      { type: 'ask', commandId } as const,
      { type: 'waiting', commandId } as const,
      { type: 'done', commandId, ...ended } as const,
      { type: 'log', commandId, firstLine: 1, lines } as const,
    ]) {
      const agent = await connect()
      await says(agent, frame)
      expect(agent.closed?.code).toBe(4400)
    }
    expect(door.signals).toEqual([])
    expect(logs).toEqual([])
    expect(audited.map(({ action, resource }) => [action, resource])).toEqual(
      Array.from({ length: 4 }, () => ['agentFrame', 'instance:web-1']),
    )
  })

  test('A2: a host that logs for commands it was never given is closed and audited, and nothing is kept', async () => {
    const { connect, says, audited, logs } = aHub()
    const lines = [{ at: 1, script: '', stream: 'agent', text: 'mine' } as const]
    const inTheFuture = 'd-AAAAAAAA1/web-1/ValidateService/1'
    for (const commandId of [inTheFuture, stop1.id, 'd-AAAAAAAA1/web-1/Nonsense/1', 'd-AAAAAAAA1/web-1/Install/100']) {
      const agent = await connect()
      await says(agent, { type: 'log', commandId, firstLine: 1, lines })
      expect(agent.closed?.code).toBe(4400)
    }
    expect(logs).toEqual([])
    expect(audited).toHaveLength(4)
  })

  test('what is left of a log is kept after its command has ended, also when the hub was started meanwhile', async () => {
    const { connect, says, door, logs } = aHub()
    door.started.add(stop1.id)
    const lines = [{ at: 1, script: 'stop.sh', stream: 'stdout', text: 'late' } as const]
    const agent = await connect()
    await says(agent, { type: 'log', commandId: stop1.id, firstLine: 1, lines })
    expect(logs).toHaveLength(1)
    expect(framesOf(agent, 'logStored')).toHaveLength(1)
  })

  test('a host of another account with the same name gets nothing of ours', async () => {
    const { connect, dispatch, specs } = aHub()
    const [spec] = specs.values()
    specs.set('d-AAAAAAAA1', { ...spec!, accountId: '000000000002' })
    const agent = await connect()
    await dispatch(stop1)
    expect(framesOf(agent, 'offer')).toEqual([])
  })

  test('commands of a deployment that is gone are dropped, its results forgotten', async () => {
    const { connect, says } = aHub()
    const agent = await connect()
    const commandId = 'd-GONEGONE1/web-1/Install/1'
    await says(agent, { type: 'ask', commandId })
    await says(agent, { type: 'done', commandId, ...ended })
    expect(agent.frames.slice(-2)).toEqual([
      { type: 'drop', commandId },
      { type: 'forget', commandId },
    ])
  })

  test('a ticket is good for bundles of offered commands, while its connection lives', async () => {
    const { hub, connect, dispatch, offersTo } = aHub()
    const agent = await connect()
    const ticket = framesOf(agent, 'welcome')[0]?.ticket ?? ''
    await dispatch(stop1)
    const sha256 = offersTo(agent)[0]?.bundle.sha256 ?? ''
    expect(hub.mayDownload(ticket, sha256)).toBe(true)
    expect(hub.mayDownload(ticket, 'f'.repeat(64))).toBe(false)
    expect(hub.mayDownload('another ticket', sha256)).toBe(false)
    agent.cut()
    await settled()
    expect(hub.mayDownload(ticket, sha256)).toBe(false)
  })
})
