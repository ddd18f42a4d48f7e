/**
 * Artifacts by content: a file is named by the SHA-256 of its bytes, so the same bundle is kept once and never changes. Buckets,
 * keys and versions are rows of the store's directory; this room knows bytes only.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pathOfSum } from './content-address.ts'
import { receiveInto, type Summed } from './receive.ts'

/** Bytes that are here but not kept yet: read them at `path`, then `keep` or `discard` them. */
export interface Received extends Summed {
  path: string
}

export interface Artifacts {
  /** Refuses with `PayloadTooLarge` (413). Nothing is left behind when the stream breaks. */
  receive(stream: AsyncIterable<Uint8Array>): Promise<Received>
  /** Durable when it resolves. Bytes that were here already are not stored again. */
  keep(received: Received): Promise<Summed>
  discard(received: Received): Promise<void>
  /** `receive` and `keep`, for bytes that nobody needs to look at first. */
  put(stream: AsyncIterable<Uint8Array>): Promise<Summed>
  has(sha256: string): Promise<boolean>
  pathOf(sha256: string): string
  /** Undefined when there are no such bytes. */
  open(sha256: string): Promise<{ size: number; stream: Readable } | undefined>
  /** Reads the whole file again: false when it is not what it is named by. */
  isIntact(sha256: string): Promise<boolean>
}

const incoming = 'incoming'

export async function createArtifacts(folder: string, { maxBytes }: { maxBytes: number }): Promise<Artifacts> {
  await mkdir(join(folder, incoming), { recursive: true, mode: 0o700 })
  await clear(join(folder, incoming))
  const pathOf = (sha256: string) => pathOfSum(folder, sha256)

  return {
    receive,
    keep,
    discard,
    put: async (stream) => keep(await receive(stream)),
    has,
    pathOf,
    open: openStream,
    isIntact,
  }

  async function receive(stream: AsyncIterable<Uint8Array>): Promise<Received> {
    const path = join(folder, incoming, randomUUID())
    try {
      return { ...(await receiveInto(path, stream, maxBytes)), path }
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  async function keep({ path, ...summed }: Received): Promise<Summed> {
    const kept = pathOf(summed.sha256)
    if (await has(summed.sha256)) await rm(path, { force: true })
    else {
      await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
      await chmod(path, 0o400)
      await rename(path, kept)
    }
    // Also for bytes that were here: who brought them a moment ago may not have come so far.
    await syncFolder(dirname(kept))
    await syncFolder(folder)
    return summed
  }

  async function discard({ path }: Received): Promise<void> {
    await rm(path, { force: true })
  }

  async function has(sha256: string): Promise<boolean> {
    return (await stat(pathOf(sha256)).catch(ifMissing)) !== undefined
  }

  async function openStream(sha256: string): Promise<{ size: number; stream: Readable } | undefined> {
    const file = await open(pathOf(sha256), 'r').catch(ifMissing)
    if (file === undefined) return undefined
    const { size } = await file.stat()
    return { size, stream: file.createReadStream() }
  }

  async function isIntact(sha256: string): Promise<boolean> {
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(pathOf(sha256))) hash.update(chunk as Buffer)
    return hash.digest('hex') === sha256
  }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** What a process left that ended in the middle of an upload. */
async function clear(path: string): Promise<void> {
  for (const name of await readdir(path)) await rm(join(path, name), { force: true })
}

/** A rename is durable when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
