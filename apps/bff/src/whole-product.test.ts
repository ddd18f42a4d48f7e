/** The server as a whole, over real HTTP and real sockets: from an upload to a deployment that is watched to its end. */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DeploymentSummary, ServerFrame } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aHost } from './testing/a-host.ts'
import { aReader } from './testing/a-reader.ts'
import { samples, upload } from './testing/a-revision.ts'
import { apiToken, aServer, errorOf, startIn, type TestServer } from './testing/a-server.ts'

const bearer = { authorization: `Bearer ${apiToken}` }
async function storefrontOn(server: TestServer, hosts: number) {
  const { api, url } = server
  const tags = [{ Key: 'env', Value: 'production' }]
  await api.call('createApplication', { applicationName: 'storefront' })
  await api.call('createDeploymentGroup', {
    applicationName: 'storefront',
    deploymentGroupName: 'production',
    onPremisesInstanceTagFilters: [{ ...tags[0], Type: 'KEY_AND_VALUE' }],
  })
  const names = Array.from({ length: hosts }, (_, at) => `web-${at + 1}`)
  return Promise.all(
    names.map(async (name) => aHost({ url, name, token: (await api.call('createEnrolmentToken', { tags })).token })),
  )
}

const isEndOf = (deploymentId: string) => (frame: ServerFrame) =>
  'data' in frame &&
  frame.topic === `deployment:${deploymentId}` &&
  (frame.data as DeploymentSummary).status === 'Succeeded'

describe('from an upload to the end of a deployment', () => {
  test('hosts enrol, download and run; whoever watches sees it all', { timeout: 30_000 }, async () => {
    const server = await aServer()
    const bundles = await samples(server.folder)
    const hosts = await storefrontOn(server, 2)
    const revision = await upload(server, '1.0', bundles)
    const reader = await aReader(server.url, { origin: server.url, cookie: await server.signIn() })
    reader.subscribe('deployments:*')
    const { deploymentId } = await server.api.call('createDeployment', {
      applicationName: 'storefront',
      deploymentGroupName: 'production',
      revision,
    })
    for (const kind of ['deployment', 'fleet', 'log']) reader.subscribe(`${kind}:${deploymentId}`)
    reader.subscribe('instances')
    await reader.frame(isEndOf(deploymentId))
    const { deploymentInfo } = await server.api.call('getDeployment', { deploymentId })
    expect(deploymentInfo).toMatchObject({ status: 'Succeeded', deploymentOverview: { Succeeded: 2 } })
    for (const host of hosts) expect([...host.downloaded.keys()]).toEqual([deploymentInfo.revisionSha256])
    const log = await server.api.call('getDeploymentLog', { deploymentId, targetId: 'web-2' })
    expect(log.lines.map((line) => line.text)).toEqual(deploymentInfo.lifecycleEvents)
    const topics = new Set(reader.frames.flatMap((frame) => ('topic' in frame ? [frame.topic] : [])))
    expect([...topics].toSorted()).toEqual(
      [
        'deployments:*',
        `deployment:${deploymentId}`,
        `fleet:${deploymentId}`,
        `log:${deploymentId}`,
        'instances',
      ].toSorted(),
    )
    await Promise.all(hosts.map((host) => host.leave()))
  })

  test('what was acknowledged is there after a restart', { timeout: 30_000 }, async () => {
    const first = await aServer()
    await first.api.call('createApplication', { applicationName: 'storefront' })
    const cookie = await first.signIn()
    await first.bff.close()
    // The port is part of the session cookie's name.
    const again = await startIn(first.folder, { SLUICE_PORT: new URL(first.url).port })
    expect((await again.api.call('listApplications', {})).applications).toEqual(['storefront'])
    const { session } = (await (await again.post('getSession', {}, { cookie })).json()) as { session: object }
    expect(session).toMatchObject({ email: 'dana@example.com' })
  })
})

describe('a start', () => {
  test('leaves the address and, while nobody has a password, a one-time link', async () => {
    const server = await aServer({ SLUICE_ADMIN_EMAIL: '', SLUICE_ADMIN_PASSWORD: '' })
    expect(server.read('run/url').trim()).toBe(server.url)
    expect(statSync(join(server.folder, 'run/sign-in-link')).mode & 0o777).toBe(0o600)
    const link = new URL(server.read('run/sign-in-link').trim()).searchParams.get('link')
    expect((await server.post('signIn', { link })).status).toBe(200)
    await server.bff.close()
    expect(existsSync(join(server.folder, 'run/url'))).toBe(false)
  })

  test('keeps its keys to itself and makes them once', async () => {
    const server = await aServer()
    const keys = server.read('keys/server.json')
    expect(statSync(join(server.folder, 'keys/server.json')).mode & 0o777).toBe(0o600)
    await server.bff.close()
    await startIn(server.folder)
    expect(server.read('keys/server.json')).toBe(keys)
  })

  test('leaves each local host that is not known yet a token of its own, with its tags', async () => {
    const server = await aServer({ SLUICE_FLEET: '3' })
    const enrolment = JSON.parse(server.read('fleet/local-3/enrolment.json')) as { token: string; tags: object[] }
    expect(enrolment).toMatchObject({ server: server.url, name: 'local-3' })
    expect(enrolment.tags).toContainEqual({ Key: 'env', Value: 'production' })
    const health = await fetch(`${server.url}/healthz`)
    expect([health.status, await health.json()]).toEqual([
      503,
      { status: 'unwell', reasons: ['local-1', 'local-2', 'local-3'].map((name) => `${name} is not connected`) },
    ])
    const stolen = { url: server.url, token: enrolment.token, name: 'local-1' }
    await expect(aHost(stolen)).rejects.toThrow('EnrolmentRefused')
    const host = await aHost({ ...stolen, name: 'local-3' })
    const { instanceInfo } = await server.api.call('getOnPremisesInstance', { instanceName: 'local-3' })
    expect(instanceInfo).toMatchObject({ connected: true, tags: enrolment.tags })
    await host.leave()
  })

  test('is well when nothing is missing', async () => {
    const server = await aServer()
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })

  test('a second server on the same port says so', async () => {
    const server = await aServer()
    mkdirSync(join(server.folder, 'second'))
    const port = new URL(server.url).port
    await expect(startIn(join(server.folder, 'second'), { SLUICE_PORT: port })).rejects.toThrow(`Port ${port}`)
  })
})

describe('uploads', () => {
  test('come back byte by byte, and a bundle with mistakes is refused with its lines', async () => {
    const server = await aServer()
    const bytes = readFileSync(join(await samples(server.folder), 'storefront-1.0.tgz'))
    const path = `${server.url}/api/artifacts/releases/a%20folder/storefront.tgz`
    const put = await fetch(path, { method: 'PUT', headers: bearer, body: bytes })
    expect([put.status, await put.json()]).toMatchObject([200, { key: 'a folder/storefront.tgz', size: bytes.length }])
    const got = await fetch(path, { headers: bearer })
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true)
    expect(got.headers.get('content-disposition')).toMatch(/^attachment/)
    const bad = await fetch(path, { method: 'PUT', headers: bearer, body: 'no archive' })
    expect(bad.status).toBe(400)
    expect(await bad.json()).toMatchObject({ error: { code: 'BundleRefused', details: [{ line: 1 }] } })
    const missing = await fetch(`${server.url}/api/artifacts/releases/nothing`, { headers: bearer })
    expect([missing.status, (await errorOf(missing)).code]).toEqual([404, 'ArtifactDoesNotExist'])
  })

  test('A23: one byte too many is 413, however it is announced', async () => {
    const server = await aServer({ SLUICE_MAX_ARTIFACT_MB: '1' })
    const answer = await fetch(`${server.url}/api/artifacts/releases/big.bin`, {
      method: 'PUT',
      headers: bearer,
      body: Buffer.alloc(1024 * 1024 + 1),
    }).catch(() => undefined)
    // The server may answer before it has read everything, and then cuts.
    if (answer !== undefined) expect([answer.status, (await errorOf(answer)).code]).toEqual([413, 'PayloadTooLarge'])
    const kept = await fetch(`${server.url}/api/artifacts/releases/big.bin`, { headers: bearer })
    expect(kept.status).toBe(404)
  })
})

describe('what else is served', () => {
  test('the API’s own description, and metrics', async () => {
    const server = await aServer()
    expect(await (await fetch(`${server.url}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' })
    await server.api.call('listApplications', {})
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toContain('sluice_http_request_seconds_count{route="/api/listApplications",status="200"} 1')
  })

  test('a page that tells what is missing when the dashboard is not built, under a strict policy', async () => {
    const server = await aServer()
    const answer = await fetch(`${server.url}/deployments/d-AAAAAAAA1`)
    expect(await answer.text()).toContain('has not been built')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('a request has an id, in the header and in the refusal', async () => {
    const server = await aServer()
    const answer = await server.post('listApplications', {})
    expect(answer.status).toBe(401)
    expect((await errorOf(answer)).requestId).toBe(answer.headers.get('x-request-id'))
  })

  test('a fault of ours shows its id and nothing else', async () => {
    const server = await aServer()
    await server.bff.rooms.store.close()
    const answer = await server.post('listApplications', {}, bearer)
    expect(answer.status).toBe(500)
    const error = await errorOf(answer)
    expect(error).toEqual({
      code: 'Fault',
      message: expect.stringContaining(error.requestId),
      requestId: error.requestId,
    })
    expect(server.log.join('')).toContain(error.requestId)
  })
})
