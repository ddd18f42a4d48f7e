import { RefusalError } from '@sluice/model'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createArtifacts, type Artifacts } from './artifacts.ts'

const sum = (kind: string, bytes: string) => createHash(kind).update(bytes).digest('hex')
const stream = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))

let folder = ''
let artifacts: Artifacts
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-artifacts-'))
  artifacts = await createArtifacts(folder, { maxBytes: 10 })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const incoming = () => readdirSync(join(folder, 'incoming'))
const kept = () => readdirSync(folder).filter((name) => name !== 'incoming')

describe('artifacts', () => {
  it('are named by the sum of their bytes', async () => {
    const summed = await artifacts.put(stream('01234', '56789'))
    expect(summed).toEqual({ sha256: sum('sha256', '0123456789'), eTag: sum('md5', '0123456789'), size: 10 })
    expect(artifacts.pathOf(summed.sha256)).toBe(join(folder, summed.sha256.slice(0, 2), summed.sha256))
    expect(readFileSync(artifacts.pathOf(summed.sha256), 'utf8')).toBe('0123456789')
  })

  it('are read again as a stream of known size', async () => {
    const { sha256 } = await artifacts.put(stream('hello'))
    const opened = await artifacts.open(sha256)
    expect(opened?.size).toBe(5)
    expect(opened && (await text(opened.stream))).toBe('hello')
  })

  it('may be empty', async () => {
    const { sha256, size } = await artifacts.put(stream())
    expect([size, await artifacts.has(sha256)]).toEqual([0, true])
  })

  it('of the same bytes are kept once, also when they come at the same time', async () => {
    const all = await Promise.all([artifacts.put(stream('same')), artifacts.put(stream('sa', 'me'))])
    expect(all[0]).toEqual(all[1])
    expect([kept().length, incoming()]).toEqual([1, []])
    expect(await artifacts.isIntact(all[0].sha256)).toBe(true)
  })

  it('over the limit are refused at the first byte too many, and leave nothing behind', async () => {
    let asked = 0
    async function* endless() {
      for (;;) {
        asked += 1
        yield Buffer.from('0123')
      }
    }
    const error: unknown = await artifacts.put(endless()).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RefusalError)
    expect((error as RefusalError).refusal).toMatchObject({ code: 'PayloadTooLarge' })
    expect([asked, kept(), incoming()]).toEqual([3, [], []])
  })

  it('whose stream breaks leave nothing behind', async () => {
    async function* broken() {
      yield Buffer.from('01')
      throw new Error('connection reset')
    }
    await expect(artifacts.put(broken())).rejects.toThrow('connection reset')
    expect([kept(), incoming()]).toEqual([[], []])
  })

  it('may be looked at before they are kept, or discarded', async () => {
    const received = await artifacts.receive(stream('bundle'))
    expect(readFileSync(received.path, 'utf8')).toBe('bundle')
    expect(await artifacts.has(received.sha256)).toBe(false)
    await artifacts.discard(received)
    expect([kept(), incoming()]).toEqual([[], []])

    await artifacts.keep(await artifacts.receive(stream('bundle')))
    expect(await artifacts.has(received.sha256)).toBe(true)
  })

  it('that nobody has are not there', async () => {
    const nobody = sum('sha256', 'nobody')
    expect([await artifacts.has(nobody), await artifacts.open(nobody)]).toEqual([false, undefined])
  })

  it('are asked for by sums only, never by paths', async () => {
    writeFileSync(join(folder, 'secret'), 'x')
    for (const path of ['../secret', 'secret', '', 'A'.repeat(64), `${'a'.repeat(64)}\n`]) {
      expect(() => artifacts.pathOf(path)).toThrow('not a SHA-256 sum')
      await expect(artifacts.open(path)).rejects.toThrow('not a SHA-256 sum')
    }
  })

  it('A7: that were changed on the disk are found out', async () => {
    const { sha256 } = await artifacts.put(stream('good'))
    expect(await artifacts.isIntact(sha256)).toBe(true)
    chmodSync(artifacts.pathOf(sha256), 0o600)
    writeFileSync(artifacts.pathOf(sha256), 'evil')
    expect(await artifacts.isIntact(sha256)).toBe(false)
  })

  it('are files that only their owner may read, and nobody writes', async () => {
    const { sha256 } = await artifacts.put(stream('good'))
    expect(statSync(artifacts.pathOf(sha256)).mode & 0o777).toBe(0o400)
  })

  it('survive a restart, and half-received ones do not', async () => {
    const { sha256 } = await artifacts.put(stream('good'))
    const half = await artifacts.receive(stream('half'))
    const again = await createArtifacts(folder, { maxBytes: 10 })
    expect([await again.has(sha256), existsSync(half.path)]).toEqual([true, false])
  })
})
