/** The order in which bytes and folders are synced. `node:fs/promises` is watched, not replaced. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createArtifacts } from './artifacts.ts'

const { happened } = vi.hoisted(() => ({ happened: [] as string[] }))

vi.mock(import('node:fs/promises'), async (original) => {
  const fs = await original()
  return {
    ...fs,
    async open(...given: Parameters<typeof fs.open>) {
      const file = await fs.open(...given)
      const sync = file.sync.bind(file)
      file.sync = async () => {
        await sync()
        happened.push(`synced ${String(given[0])}`)
      }
      return file
    },
    async rename(...given: Parameters<typeof fs.rename>) {
      await fs.rename(...given)
      happened.push(`renamed to ${String(given[1])}`)
    },
  }
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-artifacts-'))
  happened.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('bytes are on the disk before they are looked at, and their name before they are kept', async () => {
  const artifacts = await createArtifacts(folder, { maxBytes: 10 })
  const received = await artifacts.receive(Readable.from([Buffer.from('bundle')]))
  expect(happened).toEqual([`synced ${received.path}`])
  await artifacts.keep(received)
  const kept = artifacts.pathOf(createHash('sha256').update('bundle').digest('hex'))
  expect(happened.slice(1)).toEqual([`renamed to ${kept}`, `synced ${join(kept, '..')}`, `synced ${folder}`])
})

it('bytes that were here already are made durable too: who brought them first may not have come so far', async () => {
  const artifacts = await createArtifacts(folder, { maxBytes: 10 })
  const { sha256 } = await artifacts.put(Readable.from([Buffer.from('same')]))
  const received = await artifacts.receive(Readable.from([Buffer.from('same')]))
  happened.length = 0
  await artifacts.keep(received)
  expect(happened).toEqual([`synced ${join(artifacts.pathOf(sha256), '..')}`, `synced ${folder}`])
})
