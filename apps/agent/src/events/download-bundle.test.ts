/** Downloads from a real server; what goes wrong leaves nothing behind. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appSpecText, packBundle } from '../testing/bundles.ts'
import { eventContext, type TestContext } from '../testing/event-context.ts'
import { hostCommand } from '../testing/host-command.ts'
import { tempFolders } from '../testing/temp-folder.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'
import { readPointer, writePointer } from './deployment-folders.ts'
import { runEvent } from './run-event.ts'
import { openVerified } from './verified-bundle.ts'

const newFolder = tempFolders()
let folder: string
let server: TestServer

beforeEach(async () => {
  folder = newFolder()
  server = await startTestServer()
})

afterEach(() => server.close())

const good = () => packBundle(folder, { 'appspec.yml': appSpecText(undefined), 'a.txt': 'content' })

function download(bundle: { sha256: string; size: number }, deploymentId = 'd-ABCDEF123'): TestContext {
  const reference = { ...hostCommand('DownloadBundle').bundle, sha256: bundle.sha256, size: bundle.size }
  const context = eventContext(folder, 'DownloadBundle', { deploymentId, bundle: reference })
  context.ticket = () => ({ serverUrl: server.url, ticket: 'ticket-1' })
  return context
}

const leftovers = (context: TestContext): string[] =>
  readdirSync(context.folders.deployment).filter((name) => name !== 'logs')

describe('a download', () => {
  it('unpacks the bundle, keeps it beside, and notes it as the most recent', async () => {
    const bundle = good()
    server.bundles.set(bundle.sha256, bundle.bytes)
    const context = download(bundle)
    expect(await runEvent(context)).toMatchObject({ status: 'Succeeded' })
    expect(readFileSync(join(context.folders.archive, 'a.txt'), 'utf8')).toBe('content')
    expect(leftovers(context).toSorted()).toEqual(['bundle.tar', 'deployment-archive'])
    expect(readPointer(context.folders.mostRecentInstall)).toBe(context.folders.deployment)
    expect(readPointer(context.folders.lastSuccessfulInstall)).toBeUndefined()
  })

  it('a second time replaces the archive of the first', async () => {
    const bundle = good()
    server.bundles.set(bundle.sha256, bundle.bytes)
    const context = download(bundle)
    await runEvent(context)
    writeFileSync(join(context.folders.archive, 'made-by-a-hook'), '')
    await runEvent(download(bundle))
    expect(readdirSync(context.folders.archive).toSorted()).toEqual(['a.txt', 'appspec.yml'])
  })

  it('is tried again while the server is away or busy', async () => {
    const bundle = good()
    const context = download(bundle)
    let isThere = false
    context.ticket = () => (isThere ? { serverUrl: server.url, ticket: 'ticket-1' } : undefined)
    const event = runEvent(context)
    await until(() => context.said().includes('download failed (no connection to the server); trying again'))
    server.bundles.set(bundle.sha256, bundle.bytes)
    isThere = true
    expect(await event).toMatchObject({ status: 'Succeeded' })
  })

  it('ends with the limit of the event, and says what the trouble was', async () => {
    const context = download(good())
    context.command.eventLimitSeconds = 1
    const gone = await startTestServer()
    await gone.close()
    context.ticket = () => ({ serverUrl: gone.url, ticket: 'ticket-1' })
    const { diagnostics } = await runEvent(context)
    expect(diagnostics.message).toMatch(/could not be downloaded in 1 seconds: .*ECONNREFUSED/)
  })

  it('of a bundle that the server does not have fails at once', async () => {
    const { diagnostics } = await runEvent(download(good()))
    expect(diagnostics.message).toBe('The server no longer has the bundle of this revision.')
  })

  it('is cut when the agent has to stop', async () => {
    const context = download(good())
    context.ticket = () => undefined
    const event = runEvent(context)
    await until(() => context.said().length > 0)
    context.cutNow()
    expect((await event).diagnostics.message).toContain('(code 7)')
  })

  it('does not start without room for it', async () => {
    const { diagnostics } = await runEvent(download({ ...good(), size: Number.MAX_SAFE_INTEGER }))
    expect(diagnostics.message).toMatch(/^The disk is full: the bundle needs 9007199254.* MB/)
  })
})

describe('A7: bytes that are not the ones in the signed command', () => {
  it('fail the event and leave nothing of themselves', async () => {
    const [bundle, other] = [good(), packBundle(folder, { 'appspec.yml': appSpecText('/evil') })]
    const bytes = Buffer.concat([other.bytes, Buffer.alloc(bundle.size)]).subarray(0, bundle.size)
    server.bundles.set(bundle.sha256, bytes)
    const context = download(bundle)
    const { status, diagnostics } = await runEvent(context)
    expect([status, diagnostics.message]).toEqual([
      'Failed',
      expect.stringContaining('is not the one that was deployed'),
    ])
    expect(leftovers(context)).toEqual([])
  })

  it('fail the event when there are more of them than announced', async () => {
    const bundle = good()
    server.bundles.set(bundle.sha256, Buffer.concat([bundle.bytes, Buffer.alloc(1)]))
    const context = download(bundle)
    expect((await runEvent(context)).diagnostics.message).toContain('The server sent more than')
    expect(leftovers(context)).toEqual([])
  })

  it('are found on the disk too, when the file was swapped after the download', async () => {
    const [bundle, path] = [good(), join(folder, 'bundle.tar')]
    writeFileSync(path, Buffer.alloc(bundle.size))
    await expect(openVerified(path, bundle)).rejects.toThrow('is not the one that was deployed')
  })

  it('are found when the file is swapped while it is unpacked, even for the same bytes and times', async () => {
    const [bundle, path] = [good(), join(folder, 'bundle.tar')]
    writeFileSync(path, bundle.bytes)
    utimesSync(path, 1, 1)
    const verified = await openVerified(path, bundle)
    expect(() => verified.mustBeUnchanged()).not.toThrow()
    writeFileSync(path, bundle.bytes)
    utimesSync(path, 1, 1)
    expect(() => verified.mustBeUnchanged()).toThrow('was changed on this host')
  })
})

describe('A7: a bundle that is swapped on the disk after it was verified', () => {
  const manyFiles = (content: string) =>
    Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n}.txt`, content]))

  it('fails the event, and nothing of what was unpacked stays', async () => {
    const tree = { 'appspec.yml': appSpecText(undefined) }
    const bundle = packBundle(folder, { ...tree, ...manyFiles('good') })
    const evil = packBundle(folder, { ...tree, ...manyFiles('evil') })
    server.bundles.set(bundle.sha256, bundle.bytes)
    const context = download(bundle)
    const event = runEvent(context)
    while (!existsSync(`${context.folders.archive}.partial`)) await turn()
    writeFileSync(join(folder, 'evil.tar'), evil.bytes)
    renameSync(join(folder, 'evil.tar'), context.folders.bundleFile)
    const { status, diagnostics } = await event
    expect([status, diagnostics.message]).toEqual(['Failed', expect.stringContaining('was changed on this host')])
    expect(leftovers(context)).toEqual([])
    expect(readPointer(context.folders.mostRecentInstall)).toBeUndefined()
  })
})

describe('a bundle that is what was deployed but cannot be used', () => {
  it('is no archive: the event fails with the rule and leaves nothing', async () => {
    const bytes = Buffer.from('this is no archive')
    const bundle = { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
    server.bundles.set(bundle.sha256, bytes)
    const context = download(bundle)
    expect((await runEvent(context)).diagnostics.message).toMatch(/^The bundle is not safe to unpack: .*\(B1\)/)
    expect(leftovers(context)).toEqual([])
  })

  it('is of a type for functions: the event fails', async () => {
    const context = download(good())
    context.command.bundle.bundleType = 'YAML'
    expect((await runEvent(context)).diagnostics.message).toContain('of type YAML')
  })
})

describe('old revisions', () => {
  function deploymentFolder(name: string, age: number): string {
    const path = join(folder, 'home/deployment-root', hostCommand('Install').deploymentGroupId, name)
    mkdirSync(join(path, 'deployment-archive'), { recursive: true })
    utimesSync(path, 1_000_000 - age, 1_000_000 - age)
    return path
  }

  it('go, oldest first, until five are left with the new one; the last successful one never goes', async () => {
    const bundle = good()
    server.bundles.set(bundle.sha256, bundle.bytes)
    const folders = [9, 8, 7, 6, 5, 4].map((age) => deploymentFolder(`d-AGE00000${age}`, age))
    const context = download(bundle)
    mkdirSync(context.folders.instructions, { recursive: true })
    writePointer(context.folders.lastSuccessfulInstall, folders[0] ?? '')
    await runEvent(context)
    expect(folders.map((path) => existsSync(path))).toEqual([true, false, false, true, true, true])
    expect(context.said()[0]).toBe('removed 2 old revisions')
  })
})
