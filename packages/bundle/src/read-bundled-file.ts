/** One file out of an archive, for people to read: its beginning as text, or why there is none. Judges the whole archive first. */
import { TextDecoder } from 'node:util'
import { readArchive } from './archive.ts'
import type { ArchiveType } from './bundle-type.ts'
import { defaultBundleLimits } from './limits.ts'
import type { BundleLimits } from './limits.ts'
import { originalsOf } from './originals.ts'
import { readStart } from './read-start.ts'
import { scanArchive } from './scan.ts'

export type BundledFile =
  /** `size` counts all bytes of the file; `isCut` when the text is only its beginning. */
  | { kind: 'text'; text: string; size: number; isCut: boolean }
  | { kind: 'binary'; size: number }
  | { kind: 'link'; target: string }
  | { kind: 'folder' }
  | { kind: 'missing' }

/** How much of a file people are shown. */
export const shownFileBytes = 256 * 1024

/** `path` is one of `listBundle`: below the root, without the top folder that was taken away. */
export async function readBundledFile(
  filePath: string,
  bundleType: ArchiveType,
  path: string,
  limits: BundleLimits = defaultBundleLimits,
): Promise<BundledFile> {
  const { entries } = await scanArchive(filePath, bundleType, limits)
  const found = entries.findLast((entry) => entry.path === path)
  if (found?.kind === 'symlink') return { kind: 'link', target: found.linkTarget ?? '' }
  if (found?.kind === 'directory') return { kind: 'folder' }
  if (found === undefined)
    return entries.some((entry) => entry.path.startsWith(`${path}/`)) ? { kind: 'folder' } : { kind: 'missing' }
  const original = originalsOf(entries)(found)
  const start = await startOf(filePath, bundleType, original.name, limits)
  return shown(start, original.size)
}

async function startOf(
  filePath: string,
  bundleType: ArchiveType,
  name: string,
  limits: BundleLimits,
): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array()
  await readArchive(filePath, bundleType, limits, async (entry, body) => {
    if (entry.kind === 'file' && entry.name === name) start = await readStart(body, shownFileBytes)
  })
  return start
}

/** Text is UTF-8 without NUL. A letter that the cut falls into is left out: `stream` keeps it back. */
function shown(start: Uint8Array, size: number): BundledFile {
  const isCut = size > start.length
  if (start.includes(0)) return { kind: 'binary', size }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(start, { stream: isCut })
    return { kind: 'text', text, size, isCut }
  } catch {
    return { kind: 'binary', size }
  }
}
