import type { LogLine } from '@sluice/model'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aReader } from '../testing/a-reader.ts'
import { samples, upload } from '../testing/a-revision.ts'
import { apiToken, aServer, errorOf, type TestServer } from '../testing/a-server.ts'

const bearer = { authorization: `Bearer ${apiToken}` }

async function aDeployment(server: TestServer): Promise<string> {
  await server.api.call('createApplication', { applicationName: 'storefront' })
  await server.api.call('createDeploymentGroup', { applicationName: 'storefront', deploymentGroupName: 'production' })
  const revision = await upload(server, '1.0', await samples(server.folder))
  const wanted = { applicationName: 'storefront', deploymentGroupName: 'production', revision }
  return (await server.api.call('createDeployment', wanted)).deploymentId
}

const say = (server: TestServer, id: string, place: `${string}/Install` | `${string}/AfterInstall`, texts: string[]) =>
  server.bff.rooms.logs.append({
    commandId: `${id}/${place}/1`,
    firstLine: 1,
    lines: texts.map((text, at) => ({
      at: Date.UTC(2026, 10, 22, 14, 2, at),
      script: 'scripts/migrate.sh',
      stream: text.startsWith('E') ? 'stderr' : 'stdout',
      text,
    })),
  })

const get = (server: TestServer, path: string, headers: Record<string, string> = bearer) =>
  fetch(`${server.url}/api/logs/${path}`, { headers })

describe('a log as a file', () => {
  test('is plain text without colours, named after what it holds, for whoever has the session cookie', async () => {
    const server = await aServer()
    const id = await aDeployment(server)
    await say(server, id, 'web-1/AfterInstall', ['\u001b[31mred\u001b[0m', 'Error: no'])
    await say(server, id, 'web-2/Install', ['other'])
    const answer = await get(server, `${id}?target=web-1&event=AfterInstall`, { cookie: await server.signIn() })
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${id}.web-1.AfterInstall.log`)
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await answer.text()).toBe(
      '2026-11-22T14:02:00.000Z web-1 AfterInstall scripts/migrate.sh stdout | red\n' +
        '2026-11-22T14:02:01.000Z web-1 AfterInstall scripts/migrate.sh stderr | Error: no\n',
    )
  })

  test('is lines of JSON as they are stored, and only those that are wanted', async () => {
    const server = await aServer()
    const id = await aDeployment(server)
    await say(server, id, 'web-1/Install', ['fine', 'Error: no', '\u001b[31mfailed\u001b[0m'])
    const answer = await get(server, `${id}?format=ndjson&severity=error`)
    const lines = (await answer.text())
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as LogLine)
    expect(answer.headers.get('content-disposition')).toContain(`${id}.ndjson`)
    expect(lines.map(({ line, text }) => [line, text])).toEqual([
      [2, 'Error: no'],
      [3, '\u001b[31mfailed\u001b[0m'],
    ])
  })

  test('is whole, however long', async () => {
    const server = await aServer()
    const id = await aDeployment(server)
    const texts = Array.from({ length: 20_000 }, (_, at) => `line ${at + 1} ${'x'.repeat(100)}`)
    await say(server, id, 'web-1/Install', texts)
    const lines = (await (await get(server, id)).text()).trimEnd().split('\n')
    expect([lines.length, lines.at(-1)?.includes('line 20000 ')]).toEqual([20_000, true])
  })

  test('is not read when only its headers are asked for; a fault in the middle is logged', async () => {
    const server = await aServer()
    const id = await aDeployment(server)
    await say(server, id, 'web-1/Install', ['x'])
    // A folder stands where the lines were: whoever reads meets a fault.
    const main = join(server.folder, 'logs', id, 'main')
    const file = join(main, readdirSync(main).find((name) => name.endsWith('.ndjson')) ?? '')
    rmSync(file)
    mkdirSync(file)
    const head = await fetch(`${server.url}/api/logs/${id}`, { method: 'HEAD', headers: bearer })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(server.log.filter((line) => line.includes('EISDIR'))).toEqual([])
    await expect(get(server, id).then((answer) => answer.text())).rejects.toThrow()
    expect(server.log.filter((line) => line.includes('EISDIR'))).toHaveLength(1)
  })

  test('is refused to strangers, for what is not there, and for what makes no sense', async () => {
    const server = await aServer()
    const id = await aDeployment(server)
    expect((await get(server, id, {})).status).toBe(401)
    const missing = await get(server, 'd-NONE00000')
    expect([missing.status, (await errorOf(missing)).code]).toEqual([404, 'DeploymentDoesNotExistException'])
    expect((await get(server, `${id}?format=exe`)).status).toBe(400)
    expect((await get(server, `${id}?event=../../etc`)).status).toBe(400)
  })
})

test('A14: a secret that a hook prints is in no file, no answer, no frame and no download', async () => {
  const server = await aServer()
  const id = await aDeployment(server)
  const secret = 'hunter2-swordfish'
  const key = ['-----BEGIN PRIVATE KEY-----', `MII${secret}`, '-----END PRIVATE KEY-----']
  await say(server, id, 'web-1/Install', [
    `DB_PASSWORD=${secret}`,
    `Error: login failed for postgres://shop:${secret}@db/shop`,
    `POST /login body=user%3Ddana&token%3D${secret}`,
    `{"apiToken":"${secret}"}`,
    ...key,
    'the end',
  ])
  const reader = await aReader(server.url, bearer)
  reader.subscribe(`log:${id}`)
  const snapshot = JSON.stringify(await reader.frame((frame) => frame.type === 'snapshot'))
  const page = JSON.stringify(await server.api.call('getDeploymentLog', { deploymentId: id }))
  const search = await server.api.call('searchDeploymentLog', { deploymentId: id, query: secret })
  const download = await (await get(server, id)).text()
  const files = readdirSync(join(server.folder, 'logs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => readFileSync(join(server.folder, 'logs', file), 'utf8'))
  expect(files.length).toBeGreaterThan(0)
  for (const text of [snapshot, page, download, ...files]) {
    expect(text).not.toContain(secret)
    expect(text).toContain('[masked]')
    expect(text).toContain('the end')
  }
  expect(search.counts?.total).toBe(0)
})
