/**
 * tar and tgz. We unzip ourselves, so that every byte is counted before the parser sees it. The parser is strict: a bad
 * checksum, a truncated body or an unknown kind of entry refuses the bundle instead of skipping what follows.
 */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import { Parser } from 'tar'
import type { ReadEntry } from 'tar'
import type { ArchiveEntry, Visit } from './archive-entry.ts'
import { BundleRefusal, bundleComplaint } from './bundle-refusal.ts'
import type { Meter } from './limits.ts'

export async function readTar(filePath: string, isGzip: boolean, meter: Meter, visit: Visit): Promise<void> {
  const file = createReadStream(filePath)
  const source = isGzip ? unzipped(file) : file
  try {
    await parse(source, meter, visit)
  } catch (error) {
    throw isDamage(error) ? new BundleRefusal([damage(error)]) : error
  } finally {
    source.destroy()
    file.destroy()
  }
}

function unzipped(file: Readable): Readable {
  const gunzip = createGunzip()
  file.on('error', (error) => gunzip.destroy(error))
  return file.pipe(gunzip)
}

async function parse(source: Readable, meter: Meter, visit: Visit): Promise<void> {
  const parser = new Parser({ strict: true, brotli: false, zstd: false })
  const visits = visitInOrder(parser, meter, visit)
  const ended = once(parser, 'end')
  // Whoever fails first tells; the other must not become unhandled.
  ended.catch(() => undefined)
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      meter.addBytes(chunk.length)
      if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), visits.failed])
    }
    parser.end()
    await Promise.race([ended, visits.failed])
    await visits.settled()
    await Promise.race([visits.failed, undefined])
  } catch (error) {
    visits.fail(error)
    await visits.settled()
    throw error
  }
}

/** Each entry waits for the visit of the one before. After a failure no visit starts, and the one that runs is cut off. */
function visitInOrder(parser: Parser, meter: Meter, visit: Visit) {
  let last = Promise.resolve()
  let fail: (error: unknown) => void = () => undefined
  const failed = new Promise<never>((_, reject) => (fail = reject))
  failed.catch(() => undefined)
  const visitOne = async (entry: ReadEntry) => {
    meter.addEntry()
    await visit(entryOf(entry), bodyOf(entry, failed))
    entry.resume()
  }
  parser.on('error', fail)
  parser.on('entry', (entry: ReadEntry) => {
    last = last.then(() => visitOne(entry))
    last.catch(fail)
  })
  parser.on('meta', (text: string) => {
    if (holdsNul(text)) fail(new BundleRefusal([bundleComplaint('B2', 'A name in the bundle holds a NUL character.')]))
  })
  parser.on('ignoredEntry', (entry: ReadEntry) => {
    const message = `The bundle holds an entry of an unknown kind (${entry.path.slice(0, 100)}).`
    fail(new BundleRefusal([bundleComplaint('B5', message)]))
  })
  return { failed, fail, settled: () => last.catch(() => undefined) }
}

/** Without the race, a visit would wait for ever for bytes that a failed reading no longer delivers. */
async function* bodyOf(entry: ReadEntry, failed: Promise<never>): AsyncGenerator<Uint8Array> {
  const chunks = entry[Symbol.asyncIterator]()
  for (;;) {
    const next = await Promise.race([failed, chunks.next()])
    if (next.done) return
    yield next.value
  }
}

/** Long names of GNU tar end with one NUL; any other makes programs disagree about the name. */
const holdsNul = (text: string): boolean => text.replace(/\0$/, '').includes('\0')

const kinds: Record<string, ArchiveEntry['kind']> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'directory',
  SymbolicLink: 'symlink',
  Link: 'hardlink',
}

function entryOf(entry: ReadEntry): ArchiveEntry {
  return {
    name: entry.path,
    kind: kinds[entry.type] ?? 'other',
    size: entry.size,
    mode: entry.mode,
    linkTarget: entry.linkpath,
    modifiedAt: entry.mtime,
  }
}

/** Errors of zlib and of the parser speak of the archive; any other (disk, our own) is not the bundle's fault. */
function isDamage(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('Z_') || code.startsWith('TAR_') || (error instanceof Error && 'tarCode' in error)
}

const damage = (error: Error) => bundleComplaint('B1', `The archive is damaged: ${error.message}.`)
