/** The agent against a server that speaks the real protocol: the whole way of a command, and every way it may go wrong. */
import { makeKeyPair, signCommand } from '@sluice/agent-link'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Agent, startAgent } from './agent.ts'
import { enrol } from './connection/enrol.ts'
import { keysToEnrolWith, writeIdentity } from './connection/identity.ts'
import { readHostSettings } from './settings.ts'
import { appSpecText, packBundle, type Tree } from './testing/bundles.ts'
import { groupId, hostCommand } from './testing/host-command.ts'
import { silentLog } from './testing/silent-log.ts'
import { tempFolders } from './testing/temp-folder.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'
import { until } from './testing/until.ts'

const newFolder = tempFolders()
let server: TestServer
let agent: Agent
let folder: string

beforeEach(async () => {
  server = await startTestServer()
  folder = newFolder()
  mkdirSync(join(folder, 'root'))
  const token = 'token-token-token-token-1'
  const home = join(folder, 'home')
  writeIdentity(home, await enrol({ server: server.url, token, name: 'web-1', tags: [] }, keysToEnrolWith(home)))
  agent = await start()
  await server.frame('hello')
})

afterEach(async () => {
  await agent.stop()
  await server.close()
})

function start(): Promise<Agent> {
  const environment = { PATH: process.env['PATH'], SLUICE_HOST_ROOT: join(folder, 'root') }
  return startAgent(readHostSettings(join(folder, 'home'), environment), silentLog)
}

function addBundle(tree: Tree) {
  const { bytes, sha256, size } = packBundle(folder, tree)
  server.bundles.set(sha256, bytes)
  return { sha256, size, bundleType: 'tgz' as const, bucket: 'releases', key: 'storefront-1.1.tgz' }
}

/** A downloaded bundle whose AfterInstall runs the script; answers the command for it, not offered yet. */
async function withHook(script: string, more: { deploymentGroupId?: string; deploymentId?: string } = {}) {
  const bundle = addBundle({
    'appspec.yml': appSpecText(undefined, { AfterInstall: [{ location: 'hook.sh' }] }),
    'hook.sh': `#!/bin/sh\n${script}\n`,
  })
  await server.run(hostCommand('DownloadBundle', { bundle, ...more }))
  return hostCommand('AfterInstall', { bundle, ...more })
}

const inRoot = (name: string): string => join(folder, 'root', name)
const journalText = (): string => readFileSync(join(folder, 'home/journal/commands.jsonl'), 'utf8')
/** A hook that has begun and ends when the test says so. */
const waits =
  'echo run >> "$SLUICE_HOST_ROOT/runs"; while [ ! -e "$SLUICE_HOST_ROOT/go" ]; do sleep 0.02; done; echo went'
const hasBegun = () => until(() => existsSync(inRoot('runs')))
const letGo = () => writeFileSync(inRoot('go'), '')
const framesOf = (type: string, id: string) =>
  server.frames.filter((frame) => frame.type === type && 'commandId' in frame && frame.commandId === id)

describe('a deployment on one host', () => {
  it('downloads, installs and starts, and the log of each event says so', async () => {
    const bundle = addBundle({
      'appspec.yml': appSpecText('/srv/app', { ApplicationStart: [{ location: 'start.sh' }] }),
      'files/index.html': 'hello',
      'start.sh': '#!/bin/sh\necho started $APPLICATION_NAME; echo careful > /dev/stderr\n',
    })
    const events = ['ApplicationStop', 'DownloadBundle', 'BeforeInstall', 'Install', 'ApplicationStart'] as const
    for (const event of events) {
      const done = await server.run(hostCommand(event, { bundle }))
      expect(done).toMatchObject({ status: 'Succeeded', diagnostics: { errorCode: 'Success' } })
    }
    const linesOf = (event: (typeof events)[number]) => server.linesOf(hostCommand(event).id)
    expect(readFileSync(inRoot('srv/app/index.html'), 'utf8')).toBe('hello')
    expect(linesOf('DownloadBundle')[0]).toMatch(/^downloaded storefront-1.1.tgz \(.* B\), sha256 verified$/)
    expect(linesOf('Install')).toEqual(['installed 1 file, removed 0 of the previous revision'])
    expect(linesOf('ApplicationStart').toSorted()).toEqual(['careful', 'started storefront'])
  })

  it('streams the lines of a script while it runs', async () => {
    const command = await withHook(`echo before; ${waits}`)
    server.offer(command)
    await server.frame('log', ({ lines }) => lines.some(({ text }) => text === 'before'))
    expect(framesOf('done', command.id)).toEqual([])
    letGo()
    await server.frame('done', ({ commandId }) => commandId === command.id)
    expect(server.linesOf(command.id)).toEqual(['before', 'went'])
  })
})

describe('a command', () => {
  it('is in the journal before the agent asks, and gone after the server said forget', async () => {
    server.behaviour.grants = false
    const command = hostCommand('ApplicationStop')
    server.offer(command)
    await server.frame('ask')
    expect(journalText()).toContain('"willRun"')
    server.behaviour.forgets = false
    server.send({ type: 'grant', commandId: command.id })
    await server.frame('done')
    expect(journalText()).not.toContain('"forgotten"')
    server.send({ type: 'forget', commandId: command.id })
    await until(() => journalText().includes('"forgotten"'))
  })

  it('runs nothing before it is granted', async () => {
    const command = await withHook(waits)
    server.behaviour.grants = false
    server.offer(command)
    await server.frame('ask', ({ commandId }) => commandId === command.id)
    server.send({ type: 'drop', commandId: command.id })
    server.send({ type: 'grant', commandId: command.id })
    server.behaviour.grants = true
    await server.run(hostCommand('ApplicationStop'))
    expect(existsSync(inRoot('runs'))).toBe(false)
  })

  it('that is offered and granted again while it runs does not run again', async () => {
    const command = await withHook(waits)
    server.offer(command)
    await hasBegun()
    server.offer(command)
    server.send({ type: 'grant', commandId: command.id })
    letGo()
    await server.frame('done', ({ commandId }) => commandId === command.id)
    expect(readFileSync(inRoot('runs'), 'utf8')).toBe('run\n')
    expect(framesOf('ask', command.id)).toHaveLength(1)
  })

  it('that is done and not forgotten is reported again when it is offered or granted again', async () => {
    server.behaviour.forgets = false
    letGo()
    const command = await withHook(waits)
    await server.run(command)
    for (const again of [() => server.offer(command), () => server.send({ type: 'grant', commandId: command.id })]) {
      const seen = server.frames.length
      again()
      await server.frame('done', ({ commandId }) => commandId === command.id, seen)
    }
    expect(readFileSync(inRoot('runs'), 'utf8')).toBe('run\n')
  })

  it('waits while another one of its group runs, and asks when that has ended', async () => {
    const first = await withHook(waits)
    const second = hostCommand('AfterInstall', {
      ...first,
      deploymentId: 'd-SECOND001',
      id: 'd-SECOND001/web-1/AfterInstall/1',
    })
    server.offer(first)
    await hasBegun()
    server.offer(second)
    await server.frame('waiting', ({ commandId }) => commandId === second.id)
    expect(framesOf('ask', second.id)).toEqual([])
    letGo()
    await server.frame('ask', ({ commandId }) => commandId === second.id)
  })

  it('of another group does not wait', async () => {
    const first = await withHook(waits)
    server.offer(first)
    await hasBegun()
    const other = hostCommand('ApplicationStop', {
      deploymentGroupId: groupId.replace('7b', '8c'),
      deploymentId: 'd-OTHER0001',
      id: 'd-OTHER0001/web-1/ApplicationStop/1',
    })
    expect(await server.run(other)).toMatchObject({ status: 'Succeeded' })
    expect(framesOf('done', first.id)).toEqual([])
    letGo()
  })

  it('that waits can be withdrawn', async () => {
    const first = await withHook(waits)
    const second = hostCommand('AfterInstall', { deploymentId: 'd-SECOND001', id: 'd-SECOND001/web-1/AfterInstall/1' })
    server.offer(first)
    await hasBegun()
    server.offer(second)
    await server.frame('waiting')
    server.send({ type: 'drop', commandId: second.id })
    letGo()
    await server.frame('done', ({ commandId }) => commandId === first.id)
    await server.run(hostCommand('ValidateService', { bundle: first.bundle }))
    expect(framesOf('ask', second.id)).toEqual([])
  })
})

describe('A6: what is not a genuine command for this host', () => {
  const refusedReason = async () => (await server.frame('refused')).reason

  it('forged with another key is refused, in the journal too, and nothing runs', async () => {
    const command = await withHook(waits)
    server.sendSigned(signCommand(command, makeKeyPair().privateKey))
    expect(await server.frame('refused')).toMatchObject({
      commandId: command.id,
      reason: 'the signature is not the pinned server’s',
    })
    expect(journalText()).toContain('"refused"')
    server.send({ type: 'grant', commandId: command.id })
    await server.run(hostCommand('ApplicationStop'))
    expect(existsSync(inRoot('runs'))).toBe(false)
  })

  it('for another host is refused', async () => {
    server.offer(hostCommand('ApplicationStop', { instanceName: 'web-2' }))
    expect(await refusedReason()).toBe('the command is for web-2')
  })

  it('that has expired is refused', async () => {
    server.offer(hostCommand('ApplicationStop', { expiresAt: Date.now() - 1 }))
    expect(await refusedReason()).toBe('the command has expired')
  })

  it('that is no command at all is refused', async () => {
    server.sendSigned({ text: 'no JSON', signature: 'none' })
    expect(await refusedReason()).toBe('the signature is not the pinned server’s')
  })

  it('and ids that would be paths fail before anything is touched', async () => {
    const done = await server.run(hostCommand('DownloadBundle', { deploymentGroupId: '../../../../escape' }))
    expect(done).toMatchObject({ status: 'Failed' })
    expect(done.diagnostics.message).toContain('cannot be the name of a folder')
  })
})

describe('the server is away', () => {
  it('while a hook runs: the hook goes on, its lines and its result come after the reconnect, once', async () => {
    const command = await withHook(`echo before; ${waits}; echo after`)
    server.offer(command)
    await server.frame('log', ({ lines }) => lines.some(({ text }) => text === 'before'))
    await hasBegun()
    await server.close()
    letGo()
    await until(() => journalText().includes('"type":"done","at"') && journalText().split('"type":"done"').length === 3)
    const { port, keys, hosts } = server
    server = await startTestServer(port)
    Object.assign(server.keys, keys)
    for (const [name, key] of hosts) server.hosts.set(name, key)
    expect((await server.frame('hello')).journal).toEqual([command.id])
    expect(await server.frame('done')).toMatchObject({ commandId: command.id, status: 'Succeeded' })
    await until(() => server.linesOf(command.id).length >= 2)
    expect(server.linesOf(command.id)).toEqual(['went', 'after'])
    expect(readFileSync(inRoot('runs'), 'utf8')).toBe('run\n')
  })

  it('is noticed when it falls silent without a word, and a new connection made', async () => {
    server.setHeartbeat(300)
    let seen = server.frames.length
    server.cutConnection()
    await server.frame('heartbeat', undefined, seen)
    seen = server.frames.length
    server.fallSilent()
    await server.frame('hello', undefined, seen)
    expect(await server.run(hostCommand('ApplicationStop'))).toMatchObject({ status: 'Succeeded' })
  })

  it('and is not the server of the enrolment when it is back: nothing is said to it', async () => {
    server.behaviour.isImpostor = true
    server.cutConnection()
    await server.frame('hello', undefined, server.frames.length)
    const seen = server.frames.length
    server.offer(hostCommand('ApplicationStop'))
    await agent.stop()
    expect(server.frames.slice(seen)).toEqual([])
    agent = await start()
  })
})
