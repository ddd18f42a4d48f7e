/** How hosts come in, are replaced and are cut. */
import { agentCloseCodes, makeKeyPair, signedTexts, verifyText } from '@sluice/agent-link'
import { describe, expect, test, vi } from 'vitest'
import { aConnection } from '../testing/a-connection.ts'
import { aDeploymentSpec } from '@sluice/testkit'
import { refusedAct } from './host.ts'
import type { Host, Link } from './hosts.ts'
import { createTickets } from './tickets.ts'
import { createRefusedHandshakes } from './refused-handshakes.ts'
import { aCommand, aHub, aHello, framesOf, settled } from '../testing/a-hub.ts'

describe('connecting', () => {
  test('an enrolled host is welcomed by the key it pinned', async () => {
    const { connect, serverKeys, hub } = aHub()
    const agent = await connect()
    const [welcome] = framesOf(agent, 'welcome')
    const text = signedTexts.serverWelcome('nonce-of-the-agent')
    expect(verifyText(text, welcome?.signature ?? '', serverKeys.publicKey)).toBe(true)
    expect(hub.presence('000000000001', 'web-1')).toMatchObject({ connected: true, agentVersion: '0.1.0' })
  })

  test('a host that is not enrolled is closed with 4401, and the attempt is in the audit', async () => {
    const { connect, audited } = aHub()
    const agent = await connect('web-9')
    expect(agent.closed?.code).toBe(agentCloseCodes.notEnrolled)
    expect(framesOf(agent, 'welcome')).toEqual([])
    expect(audited).toMatchObject([{ action: 'agentConnect', resource: 'instance:web-9' }])
  })

  test('a signature by another key is closed with 4401', async () => {
    const { connect, keys, audited } = aHub()
    keys.set('web-1', makeKeyPair())
    const agent = await connect()
    expect(agent.closed?.code).toBe(agentCloseCodes.notEnrolled)
    expect(audited[0]?.detail).toContain('not by the key')
  })

  test('A4: a hello that was recorded on another connection is worth nothing', async () => {
    const { hub, keys, audited } = aHub()
    const recorded = aHello('web-1', 'the-nonce-of-yesterday', keys.get('web-1'))
    const { connection, farEnd } = aConnection((frame, end) => frame.type === 'challenge' && end.send(recorded))
    hub.attach(connection)
    await settled()
    expect(farEnd.closed?.code).toBe(agentCloseCodes.notEnrolled)
    expect(audited).toHaveLength(1)
  })

  test('A23: a stranger who knocks again and again fills two rows of the audit', async () => {
    const { hub, connect, audited } = aHub()
    for (let knocks = 0; knocks < 50; knocks += 1) await connect('web-9')
    expect(audited).toHaveLength(1)
    hub.stop()
    expect(audited).toHaveLength(2)
    expect(audited[1]?.detail).toMatch(/^refused 49 more times within a minute; the last: web-9 is not enrolled/)
  })

  test('A23: strangers from ever new addresses share one window in the end', () => {
    const audited: unknown[] = []
    const refused = createRefusedHandshakes((act) => audited.push(act))
    const act = refusedAct({ accountId: '000000000001', instanceName: 'web-9' }, 'agentConnect', 'not enrolled')
    for (let place = 0; place < 1000; place += 1) refused.note(act, `10.0.${place}`)
    expect(audited).toHaveLength(201)
    refused.stop()
    expect(audited).toHaveLength(202)
  })

  test.each([
    ['a name that is none', { instanceName: 'x'.repeat(5000) }],
    ['an account that is none', { accountId: 'everybody' }],
    ['an endless signature', { signature: 's'.repeat(101) }],
    ['more than a hello needs', { os: ' '.repeat(13_000) }],
  ])('A23: %s in the hello is closed as no frame of the protocol, and is in no audit', async (_what, lie) => {
    const { connect, audited } = aHub()
    const agent = await connect('web-1', lie)
    expect(agent.closed?.code).toBe(agentCloseCodes.protocol)
    expect(audited).toEqual([])
  })

  test('a hello with a full journal of the longest ids is welcomed', async () => {
    const { connect } = aHub()
    const journal = Array.from({ length: 64 }, () => `d-AAAAAAAA1/${'w'.repeat(100)}/BeforeAllowTraffic/99`)
    expect((await connect('web-1', { journal })).closed).toBeUndefined()
  })

  test('whatever is longer than a hello can be is not even read', async () => {
    const { hub, keys } = aHub()
    const { connection, farEnd } = aConnection((frame, end) => {
      if (frame.type !== 'challenge') return
      end.sendText(JSON.stringify(aHello('web-1', frame.nonce, keys.get('web-1'))) + ' '.repeat(13_000))
    })
    hub.attach(connection)
    await settled()
    expect(farEnd.closed?.code).toBe(agentCloseCodes.protocol)
  })

  test('a socket that closed while its key was looked up leaves nobody connected', async () => {
    let look: () => void = () => undefined
    const looked = new Promise<void>((resolve) => (look = resolve))
    const made = aHub()
    const hub = aHub({
      instanceOf: async (_, name) => {
        await looked
        return made.instances.get(name)
      },
    }).hub
    const { connection, farEnd } = aConnection(
      (frame, end) => frame.type === 'challenge' && end.send(aHello('web-1', frame.nonce, made.keys.get('web-1'))),
    )
    hub.attach(connection)
    await settled()
    farEnd.cut()
    await settled()
    look()
    await settled()
    expect(hub.presence('000000000001', 'web-1')).toBeUndefined()
  })

  test('the ticket of a connection that was replaced opens nothing, though its socket is not closed yet', () => {
    const tickets = createTickets(() => 'a ticket')
    const sha256 = aDeploymentSpec().revision.sha256
    const [link, next] = [{} as Link, {} as Link]
    const held = { state: 'offered', order: { command: { bundle: { sha256 } } } }
    const known: unknown = { link, commands: new Map([['a command', held]]) }
    const host = known as Host
    const ticket = tickets.issue(host, link)
    expect(tickets.mayDownload(ticket, sha256)).toBe(true)
    host.link = next
    expect(tickets.mayDownload(ticket, sha256)).toBe(false)
  })

  test('A5: a revoked host is cut at once, and its key opens nothing any more', async () => {
    const { hub, connect, instances } = aHub()
    const agent = await connect()
    const instance = instances.get('web-1')
    instances.set('web-1', { ...instance!, deregisterTime: '2026-11-22T14:02:00.000Z' })
    hub.disconnect({ accountId: '000000000001', instanceName: 'web-1' }, 'the host was deregistered')
    expect(agent.closed?.code).toBe(agentCloseCodes.notEnrolled)
    await settled()
    expect((await connect()).closed?.code).toBe(agentCloseCodes.notEnrolled)
    expect(hub.presence('000000000001', 'web-1')).toBeUndefined()
  })

  test('A5: the deployments of a deregistered host hear that it is gone; its commands are kept for nobody', async () => {
    const { hub, connect, dispatch, door, offersTo } = aHub()
    await connect()
    await dispatch(aCommand())
    hub.disconnect({ accountId: '000000000001', instanceName: 'web-1' }, 'the host was deregistered')
    expect(door.signals).toMatchObject([{ kind: 'hostSilent', targetId: 'web-1' }])
    await settled()
    expect(hub.allPresence('000000000001')).toEqual([])
    expect(offersTo(await connect())).toEqual([])
  })

  test('A5: a host that is revoked while it shakes hands does not stay', async () => {
    const instances: string[] = []
    const { connect, instances: rows } = aHub({
      instanceOf: async (_, name) => {
        instances.push(name)
        const row = rows.get(name)
        return row && (instances.length === 1 ? row : { ...row, deregisterTime: '2026-11-22T14:02:00.000Z' })
      },
    })
    expect((await connect()).closed?.code).toBe(agentCloseCodes.notEnrolled)
  })

  test('a second connection of the same host replaces the first with 4409', async () => {
    const { connect, hub } = aHub()
    const first = await connect()
    const second = await connect()
    expect(first.closed?.code).toBe(agentCloseCodes.replaced)
    expect(second.closed).toBeUndefined()
    expect(hub.presence('000000000001', 'web-1')?.connected).toBe(true)
  })

  test.each([
    ['no JSON', '{'],
    ['no frame of the protocol', '{"type":"drop tables"}'],
    ['another frame than a hello', '{"type":"heartbeat","at":1}'],
  ])('%s as first word ends the connection', async (_what, text) => {
    const { hub } = aHub()
    const { connection, farEnd } = aConnection((frame, end) => frame.type === 'challenge' && end.sendText(text))
    hub.attach(connection)
    await settled()
    expect(farEnd.closed?.code).toBe(agentCloseCodes.protocol)
  })

  test('A23: a connection that says nothing is closed after ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { hub } = aHub()
      const { connection, farEnd } = aConnection()
      hub.attach(connection)
      await vi.advanceTimersByTimeAsync(10_000)
      expect(farEnd.closed?.code).toBe(agentCloseCodes.protocol)
    } finally {
      vi.useRealTimers()
    }
  })

  test('a hub that stops sends everybody away, newcomers too, without calling them unknown', async () => {
    const { hub, connect } = aHub()
    const agent = await connect()
    hub.stop()
    expect(agent.closed?.code).toBe(agentCloseCodes.serverStopping)
    expect((await connect('web-2')).closed?.code).toBe(agentCloseCodes.serverStopping)
  })
})
