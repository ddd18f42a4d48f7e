/** Where hosts are reached: local ones by the supervisor's arithmetic, others where their enrolment came from. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeKeyPair } from '@sluice/agent-link'
import { firstAccountId, type Actor, type Instance, type TargetGroupMember } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { localAddress } from './local-address.ts'
import { aServer, startIn, type TestServer } from './testing/a-server.ts'

const keyOf = (name: string) => directoryKeys.instance(firstAccountId, name)
const service: Actor = { kind: 'service', accountId: firstAccountId, name: 'a test' }

const hostOf = ({ bff }: TestServer, name: string) => bff.rooms.store.get('instances', keyOf(name))

async function write({ bff }: TestServer, ...changes: DirectoryChange[]): Promise<void> {
  const by = { actor: service, action: 'test', resource: '', requestId: '' }
  await bff.rooms.conductor.change({ by, decide: async () => ({ changes, answer: {} }) })
}

interface Enrolment {
  server: string
  token: string
  name: string
}

/** As the host's agent does it; `more` is what it says besides. */
async function enrol(enrolment: Enrolment, more: object = {}, headers: Record<string, string> = {}): Promise<string> {
  const { publicKey } = makeKeyPair()
  const { token, name: instanceName } = enrolment
  const body = { token, instanceName, publicKey, os: 'linux', agentVersion: '0.1.0', tags: [], ...more }
  const answer = await fetch(`${enrolment.server}/agents/enrol`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return publicKey
}

/** The agent of a local host takes up what lies in its folder, and keeps its identity. */
async function comeIn(server: TestServer, name: string): Promise<string> {
  const enrolment = JSON.parse(server.read(`fleet/${name}/enrolment.json`)) as Enrolment
  const publicKey = await enrol(enrolment)
  writeFileSync(
    join(server.folder, `fleet/${name}/identity.json`),
    JSON.stringify({ serverUrl: enrolment.server, publicKey }),
  )
  return publicKey
}

test('a local host is reached where the supervisor puts it', async () => {
  const server = await aServer({ SLUICE_FLEET: '3' })
  await comeIn(server, 'local-3')
  expect(await hostOf(server, 'local-3')).toMatchObject({ ...localAddress(0, '', 'local-3') })
})

test('any other host is reached where its enrolment came from', async () => {
  const server = await aServer()
  const { token } = await server.api.call('createEnrolmentToken', {})
  await enrol({ server: server.url, token, name: 'web-1' })
  expect(await hostOf(server, 'web-1')).toMatchObject({ address: '127.0.0.1' })
})

test('A24: a host that says where it is, or which hosts made it, is not believed', async () => {
  const server = await aServer()
  const { token } = await server.api.call('createEnrolmentToken', {})
  const tags = [{ Key: 'aws:autoscaling:groupName', Value: 'CodeDeploy_production_d-AAAAAAAA1' }]
  const lies = { address: '169.254.169.254', port: 80, tags }
  await enrol({ server: server.url, token, name: 'web-1' }, lies, { 'x-forwarded-for': '169.254.169.254' })
  const host = await hostOf(server, 'web-1')
  expect(host).toMatchObject({ address: '127.0.0.1', tags: [] })
  expect(host).not.toHaveProperty('port')
})

test('A24: behind a proxy a host of the private network cannot send its address along', async () => {
  const server = await aServer({ SLUICE_PUBLIC_URL: 'https://deploy.example.com' })
  const address = `http://127.0.0.1:${server.bff.rooms.ports.settings.port}`
  const { drawEnrolmentToken } = server.bff.rooms.ports.access
  const drawn = drawEnrolmentToken({ accountId: firstAccountId, tags: [], createdBy: 'Dana' })
  await write(server, drawn.change)
  const enrolment = { server: address, token: drawn.secret, name: 'web-1' }
  await enrol(enrolment, {}, { 'x-forwarded-for': '169.254.169.254, 10.0.0.5' })
  expect(await hostOf(server, 'web-1')).toMatchObject({ address: '10.0.0.5' })
})

test('a local host of before addresses were kept gets its own at the next start, and stays who it is', async () => {
  const first = await aServer({ SLUICE_FLEET: '1' })
  const publicKey = await comeIn(first, 'local-1')
  const { address: _address, port: _port, ...before } = (await hostOf(first, 'local-1')) as Instance
  await write(first, { collection: 'instances', key: keyOf('local-1'), put: before })
  await first.bff.close()
  const again = await startIn(first.folder, { SLUICE_FLEET: '1', SLUICE_PORT: new URL(first.url).port })
  const { port } = again.bff.rooms.ports.settings
  expect(await hostOf(again, 'local-1')).toEqual({ ...before, ...localAddress(port, '', 'local-1') })
  expect((await hostOf(again, 'local-1'))?.publicKey).toBe(publicKey)
})

test('balancers find a local host again when the product moved to another port', async () => {
  const member = (targetGroupName: string, targetId: string, address: string): TargetGroupMember => ({
    accountId: firstAccountId,
    targetGroupName,
    targetId,
    address,
    port: 8080,
    weight: 1,
    traffic: 'production',
  })
  const first = await aServer({ SLUICE_FLEET: '1' })
  await comeIn(first, 'local-1')
  const rows = [member('shop', 'local-1', '127.99.99.11'), member('shop', 'web-1', '10.0.0.5')]
  for (const put of rows) {
    const key = directoryKeys.member(firstAccountId, put.targetGroupName, put.targetId)
    await write(first, { collection: 'targetGroupMembers', key, put })
  }
  await first.bff.close()
  const again = await startIn(first.folder, { SLUICE_FLEET: '1' })
  const found = await again.bff.rooms.store.list('targetGroupMembers', '')
  expect(found).toEqual([{ ...rows[0], ...localAddress(0, '', 'local-1') }, rows[1]])
})

test('a start that finds everything right writes nothing', async () => {
  const first = await aServer({ SLUICE_FLEET: '1' })
  await first.bff.close()
  const environment = { SLUICE_FLEET: '1', SLUICE_PORT: new URL(first.url).port }
  const second = await startIn(first.folder, environment)
  await comeIn(second, 'local-1')
  await second.bff.close()
  const third = await startIn(first.folder, environment)
  const seq = third.bff.rooms.store.lastSeq()
  await third.bff.close()
  const fourth = await startIn(first.folder, environment)
  expect(fourth.bff.rooms.store.lastSeq()).toBe(seq)
})

test('a folder that holds no identity yet gets one token, not a host', async () => {
  const server = await aServer()
  mkdirSync(join(server.folder, 'fleet/local-7/root'), { recursive: true })
  const tags = [{ Key: 'fleet', Value: 'local' }]
  await server.bff.rooms.localHosts.letIn('local-7', tags)
  expect(await hostOf(server, 'local-7')).toBeUndefined()
  await comeIn(server, 'local-7')
  expect(await hostOf(server, 'local-7')).toMatchObject({ tags, ...localAddress(0, '', 'local-7') })
})

describe('A27: what lies in a host’s folder is the host’s', () => {
  async function aFolder() {
    const server = await aServer()
    const home = join(server.folder, 'fleet/local-7')
    mkdirSync(home, { recursive: true })
    const precious = join(server.folder, 'precious')
    writeFileSync(precious, 'all we have')
    return { server, home, precious, letIn: () => server.bff.rooms.localHosts.letIn('local-7', []) }
  }

  test.each(['enrolment.json', 'enrolment.json.partial'])('a link at %s leads nowhere', async (name) => {
    const { server, home, precious, letIn } = await aFolder()
    symlinkSync(precious, join(home, name))
    await letIn()
    expect(readFileSync(precious, 'utf8')).toBe('all we have')
    expect(JSON.parse(server.read('fleet/local-7/enrolment.json'))).toMatchObject({ name: 'local-7' })
  })

  test.each(['enrolment.json', 'enrolment.json.partial'])(
    'a folder at %s keeps that host out, and nobody from starting',
    async (name) => {
      const { server } = await aFolder()
      const inTheWay = join(server.folder, 'fleet/local-1', name)
      mkdirSync(join(inTheWay, 'full'), { recursive: true })
      await server.bff.close()
      const again = await startIn(server.folder, { SLUICE_FLEET: '2' })
      await comeIn(again, 'local-2')
      expect(await hostOf(again, 'local-2')).toBeDefined()
      expect(again.log.join('')).toContain('local-1 could not be let in')
      expect(existsSync(join(inTheWay, 'full'))).toBe(true)
    },
  )

  test.each([
    ['no JSON', (file: string) => writeFileSync(file, 'no JSON')],
    ['nothing', (file: string) => writeFileSync(file, 'null')],
    ['a link', (file: string) => symlinkSync('/etc/passwd', file)],
    ['a pipe that nobody writes to', (file: string) => void spawnSync('mkfifo', [file])],
    ['a folder', (file: string) => mkdirSync(file)],
  ])('an identity that is %s is none', async (_what, plant) => {
    const { server, home, letIn } = await aFolder()
    plant(join(home, 'identity.json'))
    await letIn()
    expect(JSON.parse(server.read('fleet/local-7/enrolment.json'))).toMatchObject({ name: 'local-7' })
  })
})
