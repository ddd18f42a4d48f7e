/** zip, by its central directory. Names are decoded here but judged by nobody yet; sizes and checksums are verified while reading. */
import { crc32 } from 'node:zlib'
import { getFileNameLowLevel, openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { ArchiveEntry, Visit } from './archive-entry.ts'
import { BundleRefusal, bundleComplaint, refuseBundle } from './bundle-refusal.ts'
import type { Meter } from './limits.ts'

export async function readZip(filePath: string, meter: Meter, visit: Visit): Promise<void> {
  const zip = await openPromise(filePath, { autoClose: false, decodeStrings: false }).catch(refuseDamaged)
  try {
    const entries = zip.eachEntry()
    for (;;) {
      const next = await entries.next().catch(refuseDamaged)
      if (next.done) return
      meter.addEntry()
      meter.addBytes(next.value.uncompressedSize)
      await visit(await entryOf(zip, next.value), bodyOf(zip, next.value))
    }
  } finally {
    zip.close()
  }
}

/** Nothing is opened before the first byte is asked for. */
async function* bodyOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let checksum = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      checksum = crc32(chunk as Buffer, checksum)
      yield chunk as Buffer
    }
  } catch (error) {
    refuseDamaged(error)
  }
  if (checksum !== entry.crc32) refuseBundle('B1', 'The archive is damaged: a file does not match its checksum.')
}

async function entryOf(zip: ZipFile, entry: Entry): Promise<ArchiveEntry> {
  const name = nameOf(entry)
  if (!entry.canDecodeFileData())
    refuseBundle('B1', `The archive is encrypted or compressed in an unknown way (${name.slice(0, 100)}).`)
  const unixMode = isFromUnix(entry) ? entry.externalFileAttributes >>> 16 : 0
  const kind = kindOf(name, unixMode)
  return {
    name,
    kind,
    size: kind === 'file' ? entry.uncompressedSize : 0,
    mode: unixMode === 0 ? undefined : unixMode & 0o7777,
    linkTarget: kind === 'symlink' ? await linkTargetOf(zip, entry) : undefined,
    modifiedAt: entry.getLastModDate(),
  }
}

/** Some Windows tools write backslashes; `unzip` reads them as slashes too. */
function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true).replaceAll('\\', '/')
}

/** Made by Unix (3) or macOS (19): the upper half of the attributes is the mode. */
const isFromUnix = (entry: Entry): boolean => [3, 19].includes(entry.versionMadeBy >>> 8)

const kindsByMode: Record<number, ArchiveEntry['kind']> = { 0: 'file', 0o100000: 'file', 0o120000: 'symlink' }

function kindOf(name: string, unixMode: number): ArchiveEntry['kind'] {
  const format = unixMode & 0o170000
  if (name.endsWith('/')) return format === 0 || format === 0o040000 ? 'directory' : 'other'
  return kindsByMode[format] ?? 'other'
}

const maxLinkBytes = 4096

async function linkTargetOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > maxLinkBytes) refuseBundle('B3', 'A link in the bundle has an endless target.')
  const chunks: Uint8Array[] = []
  for await (const chunk of bodyOf(zip, entry)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Errors with a system code (disk, permissions) are not the archive's fault. */
function refuseDamaged(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!(error instanceof Error) || error instanceof BundleRefusal || /^E[A-Z]+$/.test(code)) throw error
  throw new BundleRefusal([bundleComplaint('B1', `The archive is damaged: ${error.message}.`)])
}
