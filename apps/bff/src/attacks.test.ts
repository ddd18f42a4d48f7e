/** The attack cases of the security page, by number, at the doors: refused, without effect, and noted. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { hubLimits } from '@sluice/live'
import { firstAccountId as accountId } from '@sluice/model'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { aHost, connect, enrol, type Host } from './testing/a-host.ts'
import { aReader } from './testing/a-reader.ts'
import { admin, apiToken, aServer, errorOf, type TestServer } from './testing/a-server.ts'

const storefront = new URL('../../../examples/storefront/build.mjs', import.meta.url)
const bearer = { authorization: `Bearer ${apiToken}` }

async function aHostOn(server: TestServer, name = 'web-1'): Promise<Host> {
  const { token } = await server.api.call('createEnrolmentToken', {})
  return aHost({ url: server.url, token, name })
}

const auditOf = async ({ api }: TestServer, action: string) =>
  (await api.call('listAuditRecords', {})).records.filter((row) => row.action === action && row.outcome === 'refused')

/** A viewer's cookie. */
async function aViewer(server: TestServer): Promise<{ cookie: string; userId: string }> {
  const person = { email: 'vic@example.com', name: 'Vic', role: 'viewer', password: 'just looking around' } as const
  const { userId } = await server.api.call('createUser', person)
  const answer = await server.post('signIn', { email: person.email, password: person.password })
  return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', userId }
}

describe('hosts', () => {
  test('A1: a used, an expired or a made-up token enrols nobody', async () => {
    const server = await aServer()
    const { token } = await server.api.call('createEnrolmentToken', { instanceName: 'web-1' })
    const asOther = await enrol({ url: server.url, token, name: 'web-2' })
    await aHost({ url: server.url, token, name: 'web-1' })
    const again = await enrol({ url: server.url, token, name: 'web-1' })
    const madeUp = await enrol({ url: server.url, token: 'slu_made_up_made_up_made_up', name: 'web-3' })
    for (const answer of [asOther, again, madeUp])
      expect([answer.status, (await errorOf(answer)).code]).toEqual([401, 'EnrolmentRefused'])
    expect((await server.api.call('listOnPremisesInstances', {})).instanceNames).toEqual(['web-1'])
    expect(await auditOf(server, 'enrol')).toHaveLength(3)
  })

  test('A2: a host that speaks for another is cut, and nothing changes', async () => {
    const server = await aServer()
    const host = await aHostOn(server)
    const diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' } as const
    host.send({ type: 'done', commandId: 'd-AAAAAAAA1/web-2/Install/1', status: 'Succeeded', diagnostics })
    expect(await host.closed).toBe(4400)
    expect(await auditOf(server, 'agentFrame')).toHaveLength(1)
  })

  test('A3: no key of a host opens an operation, and no cookie or token opens the hosts’ socket or bundles', async () => {
    const server = await aServer()
    const host = await aHostOn(server)
    const asHost = await server.post(
      'listApplications',
      {},
      { authorization: `Bearer ${host.identity.keys.publicKey}` },
    )
    expect(asHost.status).toBe(401)
    const cookie = await server.signIn()
    const proofs: Record<string, string>[] = [{ cookie }, bearer, { origin: server.url }]
    for (const headers of proofs) expect(await upgradeStatus(server, '/agents', headers)).toBe(403)
    const sha256 = '0'.repeat(64)
    const bundle = (headers: Record<string, string>) => fetch(`${server.url}/agents/bundles/${sha256}`, { headers })
    expect((await bundle({ cookie })).status).toBe(401)
    expect((await bundle(bearer)).status).toBe(403)
  })

  test('A5: deregistering cuts the open connection, and the key opens nothing any more', async () => {
    const server = await aServer()
    const host = await aHostOn(server)
    await server.api.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    expect(await host.closed).toBe(4401)
    await expect(connect({ url: server.url, token: '', name: 'web-1' }, host.identity)).rejects.toThrow('4401')
    expect(await auditOf(server, 'agentConnect')).toHaveLength(1)
  })
})

describe('what may be seen', () => {
  test('A15: no answer that a viewer gets holds a secret or the hash of one', async () => {
    const server = await aServer()
    await aHostOn(server)
    const { cookie } = await aViewer(server)
    const operations = [
      'getSession',
      'listApplications',
      'listOnPremisesInstances',
      'listDeployments',
      'listUsers',
      'listAccessTokens',
    ]
    const answers = await Promise.all(operations.map((name) => server.post(name, {}, { cookie })))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 403, 403])
    const reader = await aReader(server.url, { origin: server.url, cookie })
    reader.subscribe('instances')
    const snapshot = await reader.frame((frame) => frame.type === 'snapshot')
    const text = (await Promise.all(answers.map((answer) => answer.text()))).join() + JSON.stringify(snapshot)
    expect(text).not.toMatch(/argon2|passwordHash|slu_|privateKey|publicKey/)
  })

  test('A16: a topic of a deployment that does not exist is refused, and so is one that makes no sense', async () => {
    const server = await aServer()
    const reader = await aReader(server.url, bearer)
    for (const topic of ['deployment:d-NONE00000', 'log:d-NONE00000']) {
      reader.subscribe(topic)
      const refused = await reader.frame((frame) => frame.type === 'refused' && frame.topic === topic)
      expect(refused).toMatchObject({ code: 'DeploymentDoesNotExistException' })
    }
    reader.subscribe('secrets:*')
    await reader.frame((frame) => frame.type === 'refused' && frame.topic === 'secrets:*')
  })
})

/** An administrator's token of another account: there is no operation that makes accounts yet. */
async function aStranger({ bff }: TestServer): Promise<Record<string, string>> {
  const { conductor, ports } = bff.rooms
  const { secret, hash } = ports.access.drawSecret()
  const accountId = '000000000002'
  const times = { createdBy: 'nobody', createTime: new Date().toISOString() }
  const put = { kind: 'accessToken', accountId, tokenId: hash, name: 'stranger', role: 'admin', ...times } as const
  await conductor.change({
    by: { actor: { kind: 'service', accountId, name: 'test' }, action: 'test', resource: 'test', requestId: '' },
    decide: async () => ({ changes: [{ collection: 'credentials', key: hash, put }], answer: 'done' }),
  })
  return { authorization: `Bearer ${secret}` }
}

describe('A16: another account', () => {
  test('hears nothing of this one over the topics that both have by the same name', async () => {
    const server = await aServer()
    const stranger = await aStranger(server)
    const reader = await aReader(server.url, stranger)
    for (const topic of ['instances', 'deployments:*', 'deployments:storefront']) {
      reader.subscribe(topic)
      await reader.frame((frame) => frame.type === 'snapshot' && frame.topic === topic)
    }
    const host = await aHostOn(server, 'ours-1')
    await server.api.call('createApplication', { applicationName: 'storefront' })
    await host.leave()
    const { token } = (await (await server.post('createEnrolmentToken', {}, stranger)).json()) as { token: string }
    const theirs = await aHost({ url: server.url, token, name: 'theirs-1' })
    await reader.frame((frame) => frame.type === 'delta' && JSON.stringify(frame).includes('theirs-1'))
    expect(JSON.stringify(reader.frames)).not.toContain('ours-1')
    await theirs.leave()
  })

  test('is answered about what is not its own as about what never was, whatever it asks', async () => {
    const server = await aServer()
    const headers = await aStranger(server)
    await aHostOn(server, 'ours-1')
    await server.api.call('createApplication', { applicationName: 'ours' })
    await server.api.call('createDeploymentGroup', { applicationName: 'ours', deploymentGroupName: 'live' })
    const asked: [operation: string, ours: object, never: object][] = [
      ['getApplication', { applicationName: 'ours' }, { applicationName: 'nope' }],
      ['listDeploymentGroups', { applicationName: 'ours' }, { applicationName: 'nope' }],
      ['listApplicationRevisions', { applicationName: 'ours' }, { applicationName: 'nope' }],
      ['getOnPremisesInstance', { instanceName: 'ours-1' }, { instanceName: 'nope-1' }],
      ['deregisterOnPremisesInstance', { instanceName: 'ours-1' }, { instanceName: 'nope-1' }],
    ]
    for (const [operation, ours, never] of asked) {
      const [one, other] = await Promise.all([ours, never].map((body) => server.post(operation, body, headers)))
      const words = async (answer: Response | undefined) =>
        (await (answer ?? new Response()).text()).replace(/ours|nope/g, '').replace(/"requestId":"[^"]+"/, '')
      expect([operation, one?.status, await words(one)]).toEqual([operation, other?.status, await words(other)])
    }
    expect((await server.api.call('getOnPremisesInstance', { instanceName: 'ours-1' })).instanceInfo.connected).toBe(
      true,
    )
  })
})

describe('foreign pages', () => {
  test('A17: a socket with a good cookie and a missing, foreign or null Origin is refused at the upgrade', async () => {
    const server = await aServer()
    const cookie = await server.signIn()
    for (const origin of [undefined, 'https://evil.example.com', 'null', `${server.url}.evil.example.com`])
      await expect(aReader(server.url, { cookie, ...(origin !== undefined && { origin }) })).rejects.toThrow('403')
    expect(await auditOf(server, 'subscribe')).toHaveLength(4)
    await expect(aReader(server.url, { origin: server.url })).rejects.toThrow('401')
    const reader = await aReader(server.url, { cookie, origin: server.url })
    expect(await reader.frame((frame) => frame.type === 'hello')).toBeDefined()
  })

  test('A18: a write with a cookie from a foreign page, a form or no page at all is refused', async () => {
    const server = await aServer()
    const cookie = await server.signIn()
    const attempts: Record<string, string>[] = [
      { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example.com', 'content-type': 'text/plain' },
      { origin: 'https://evil.example.com', 'content-type': 'application/x-www-form-urlencoded' },
    ]
    for (const headers of attempts) {
      const answer = await server.post('createApplication', { applicationName: 'forged' }, { cookie, ...headers })
      expect([answer.status, (await errorOf(answer)).code]).toEqual([403, 'CrossSiteRequest'])
    }
    const bare = await fetch(`${server.url}/api/createApplication`, {
      method: 'POST',
      headers: { cookie },
      body: '{"applicationName":"forged"}',
    })
    expect(bare.status).toBe(403)
    const upload = await fetch(`${server.url}/api/artifacts/releases/forged`, {
      method: 'PUT',
      headers: { cookie, origin: 'https://evil.example.com' },
      body: 'x',
    })
    expect(upload.status).toBe(403)
    const noted = await auditOf(server, 'createApplication')
    expect(noted.map((row) => row.actorName)).toEqual(
      Array.from({ length: attempts.length + 1 }, () => 'Administrator'),
    )
    expect(await auditOf(server, 'putArtifact')).toHaveLength(1)
    const got = await fetch(`${server.url}/api/createApplication?applicationName=forged`, { headers: { cookie } })
    expect(got.headers.get('content-type')).not.toContain('json')
    expect((await server.api.call('listApplications', {})).applications).toEqual([])
  })

  test('A18: a foreign page cannot sign its visitor in as somebody else', async () => {
    const server = await aServer()
    const answer = await server.post('signIn', admin, {
      origin: 'https://evil.example.com',
      'sec-fetch-site': 'cross-site',
    })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []])
  })

  test('our own page may, under both names of this machine; the cookie is out of scripts’ reach', async () => {
    const server = await aServer()
    const answer = await server.post('signIn', admin)
    expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=/)
    const cookie = await server.signIn()
    const origin = server.url.replace('127.0.0.1', 'localhost')
    expect((await server.post('createApplication', { applicationName: 'ours' }, { cookie, origin })).status).toBe(200)
  })
})

describe('A19: what was taken away counts at once', () => {
  test('a signed-out cookie is worth nothing, and its socket is cut', async () => {
    const server = await aServer()
    const cookie = await server.signIn()
    const reader = await aReader(server.url, { cookie, origin: server.url })
    expect((await server.post('signOut', {}, { cookie })).status).toBe(200)
    expect(await reader.closed).toBe(4401)
    expect((await server.post('listApplications', {}, { cookie })).status).toBe(401)
  })

  test('a new password ends the other sessions and cuts their sockets; the own session goes on', async () => {
    const server = await aServer()
    const [stolen, own] = [await server.signIn(), await server.signIn()]
    const reader = await aReader(server.url, { cookie: stolen, origin: server.url })
    const change = { currentPassword: admin.password, newPassword: 'another horse battery' }
    expect((await server.post('setPassword', change, { cookie: own })).status).toBe(200)
    expect(await reader.closed).toBe(4401)
    expect((await server.post('listApplications', {}, { cookie: stolen })).status).toBe(401)
    expect((await server.post('listApplications', {}, { cookie: own })).status).toBe(200)
    const again = await aReader(server.url, { cookie: own, origin: server.url })
    expect(await again.frame((frame) => frame.type === 'hello')).toBeDefined()
    await expect(aReader(server.url, { cookie: stolen, origin: server.url })).rejects.toThrow('401')
  })

  test('a role that was taken away counts for the next request, and the open socket is cut', async () => {
    const server = await aServer()
    const { cookie, userId } = await aViewer(server)
    const reader = await aReader(server.url, { cookie, origin: server.url })
    await server.api.call('updateUser', { userId, disabled: true })
    expect(await reader.closed).toBe(4401)
    expect((await server.post('listApplications', {}, { cookie })).status).toBe(401)
  })

  test('a revoked token opens nothing', async () => {
    const server = await aServer()
    const { token, tokenId } = await server.api.call('createAccessToken', { name: 'ci', role: 'viewer' })
    const reader = await aReader(server.url, { authorization: `Bearer ${token}` })
    await server.api.call('revokeAccessToken', { tokenId })
    expect(await reader.closed).toBe(4401)
    expect((await server.post('listApplications', {}, { authorization: `Bearer ${token}` })).status).toBe(401)
  })
})

describe('hostile bodies', () => {
  test('A23: more than 1 MiB of JSON is 413', async () => {
    const server = await aServer()
    const body = JSON.stringify({ applicationName: 'x'.repeat(1024 * 1024) })
    const answer = await server.post('createApplication', body, bearer)
    expect([answer.status, (await errorOf(answer)).code]).toEqual([413, 'PayloadTooLarge'])
  })

  test('A23: a stranger’s body is 413 long before it could hold others up', async () => {
    const server = await aServer()
    const body = JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(20 * 1024) })
    for (const operation of ['signIn', 'getSession', 'createApplication']) {
      const answer = await server.post(operation, body)
      expect([operation, answer.status]).toEqual([operation, 413])
    }
    const known = await server.post(
      'createApplication',
      JSON.stringify({ applicationName: 'x'.repeat(20 * 1024) }),
      bearer,
    )
    expect(known.status, 'who is known may send more').toBe(400)
  })

  test('A23: as many keys and as deep a nesting as the limit lets through are refused with a short answer', async () => {
    const server = await aServer()
    const keys = `{${Array.from({ length: 80_000 }, (_, at) => `"k${at}":1`).join()}}`
    const deep = `{"applicationName":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    for (const body of [keys, deep, '[', 'null', '"text"', '{"applicationName":"a",}']) {
      const answer = await server.post('createApplication', body, bearer)
      const text = await answer.text()
      expect([answer.status, text.length < 5000]).toEqual([400, true])
    }
  })

  test('A23: a frame that is too large or makes no sense ends its own socket only', async () => {
    const server = await aServer()
    const [rude, polite] = [await aReader(server.url, bearer), await aReader(server.url, bearer)]
    rude.subscribe(`deployments:${'x'.repeat(20_000)}`)
    expect(await rude.closed).toBe(1009)
    polite.subscribe('deployments:*')
    await polite.frame((frame) => frame.type === 'snapshot')
  })

  test('A23: a reader that stops reading and one that floods cost no more than their share', async () => {
    const server = await aServer()
    const { hub } = server.bff.rooms
    const stalled = new WebSocket(`${server.url.replace('http', 'ws')}/live`, { headers: bearer })
    onTestFinished(() => stalled.terminate())
    await once(stalled, 'open')
    stalled.send(JSON.stringify({ type: 'subscribe', topic: 'deployments:*' }))
    await once(stalled, 'message')
    stalled.pause()
    const flood = await aReader(server.url, bearer)
    for (let count = 0; count < 2000; count += 1) flood.subscribe(`deployments:app-${count}`)
    await flood.frame((frame) => frame.type === 'refused' && frame.topic === 'deployments:app-1999')
    await server.api.call('listApplications', {})
    for (let seq = 1000; seq < 6000; seq += 1)
      hub.publish('deployments:*', seq, { deployments: [], note: 'x'.repeat(10_000) }, { urgent: true, accountId })
    const { framesSent, ringBytes, subscriptions } = hub.metrics()
    expect(subscriptions).toBeLessThanOrEqual(1 + hubLimits.subscriptionsPerConnection)
    expect(framesSent).toBeLessThanOrEqual(hubLimits.unackedFrames + hubLimits.subscriptionsPerConnection)
    expect(ringBytes).toBeLessThanOrEqual(hubLimits.ringBytes + hubLimits.subscriptionsPerConnection * 1024)
    const polite = await aReader(server.url, bearer)
    polite.subscribe('instances')
    expect(await polite.frame((frame) => frame.type === 'snapshot')).toBeDefined()
  })

  test('A24: __proto__ and the server’s own fields are refused', async () => {
    const server = await aServer()
    for (const body of [
      '{"applicationName":"a","__proto__":{"role":"admin"}}',
      '{"applicationName":"a","createdBy":"root"}',
    ]) {
      const answer = await server.post('createApplication', body, bearer)
      expect([answer.status, (await errorOf(answer)).code]).toEqual([400, 'InvalidInputException'])
    }
    expect((await server.api.call('listApplications', {})).applications).toEqual([])
  })
})

describe('A13: text that would be more than text somewhere else', () => {
  const hostile = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '\u001b]8;;javascript:alert(1)\u0007click\u001b]8;;\u0007 \u001b[31mred\u001b[2J',
    'innocent\u202etxt.exe\u2066 \u200b\ufeff',
    '&lt;b&gt; "quoted" \\ \u2028 \ud83d\ude00',
  ]

  test('is kept as it is and answered as JSON: descriptions, names and log lines', async () => {
    const server = await aServer()
    const { api, bff, folder } = server
    await api.call('createApplication', { applicationName: 'storefront' })
    await api.call('createDeploymentGroup', { applicationName: 'storefront', deploymentGroupName: 'production' })
    const { buildRevisions } = (await import(storefront.href)) as { buildRevisions(out: string): Promise<string[]> }
    const [bundle = ''] = await buildRevisions(join(folder, 'bundles'))
    const place = { bucket: 'releases', key: 'storefront-1.0.tgz' }
    const url = `${server.url}/api/artifacts/${place.bucket}/${place.key}`
    expect((await fetch(url, { method: 'PUT', headers: bearer, body: readFileSync(bundle) })).status).toBe(200)
    const revision = { revisionType: 'S3', s3Location: { ...place, bundleType: 'tgz' } } as const
    const description = hostile.join(' ').slice(0, 256)
    const wanted = { applicationName: 'storefront', deploymentGroupName: 'production', revision, description }
    const { deploymentId } = await api.call('createDeployment', wanted)
    await api.call('createUser', { email: 'mallory@example.com', name: hostile[0] ?? '', role: 'viewer' })
    const lines = hostile.map((text) => ({ at: 0, script: 'scripts/start.sh', stream: 'stdout' as const, text }))
    await bff.rooms.logs.append({ commandId: `${deploymentId}/web-1/ApplicationStart/1`, firstLine: 1, lines })

    expect((await api.call('getDeployment', { deploymentId })).deploymentInfo.description).toBe(description)
    const log = await server.post('getDeploymentLog', { deploymentId }, bearer)
    expect(log.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(log.headers.get('x-content-type-options')).toBe('nosniff')
    expect(((await log.json()) as { lines: { text: string }[] }).lines.map((line) => line.text)).toEqual(hostile)
    expect((await api.call('listUsers', {})).users.map((user) => user.name)).toContain(hostile[0])
    const reader = await aReader(server.url, bearer)
    reader.subscribe(`log:${deploymentId}`)
    const snapshot = await reader.frame((frame) => frame.type === 'snapshot')
    expect(snapshot).toMatchObject({ data: { lines: hostile.map((text) => ({ text })) } })
  })
})

test('A26: guessing ends in 429, with a time to wait', async () => {
  const server = await aServer()
  const statuses: number[] = []
  for (let guess = 0; guess < 8; guess++)
    statuses.push((await server.post('signIn', { email: admin.email, password: `guess ${guess}` })).status)
  expect(statuses[0]).toBe(401)
  expect(statuses.at(-1)).toBe(429)
})

/** The status line that answers an upgrade. */
function upgradeStatus({ url }: TestServer, path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(url)
  const wanted = {
    host: `${hostname}:${port}`,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
  }
  const lines = Object.entries({ ...wanted, 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', ...headers })
  return new Promise((resolve, reject) => {
    const socket = connectTcp(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`),
    )
    socket.on('error', reject)
    socket.once('data', (data) => {
      resolve(Number(String(data).split(' ')[1]))
      socket.destroy()
    })
  })
}
