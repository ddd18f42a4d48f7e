/** What is in a bundle, after the top folder has been taken away. Throws a `BundleRefusal` for one that is unsafe. */
import type { ArchiveType } from './bundle-type.ts'
import { defaultBundleLimits } from './limits.ts'
import type { BundleLimits } from './limits.ts'
import { originalsOf } from './originals.ts'
import { scanArchive } from './scan.ts'
import type { Scan } from './scan.ts'
import type { ScannedEntry } from './scanned-entry.ts'

export interface BundleEntry {
  /** Below the bundle's root, `/` between parts. */
  path: string
  type: 'file' | 'directory' | 'symlink'
  /** Bytes; 0 for folders and links. */
  size: number
  /** Permission bits as they will be on disk: never setuid, setgid or sticky. */
  mode: number
  executable: boolean
  linkTarget?: string
}

export interface BundleListing {
  bundleType: ArchiveType
  /** In the archive's order. */
  entries: BundleEntry[]
  totalBytes: number
  /** The single top folder that was taken away. */
  strippedFolder?: string
}

export async function listBundle(
  filePath: string,
  bundleType: ArchiveType,
  limits: BundleLimits = defaultBundleLimits,
): Promise<BundleListing> {
  return listingOf(await scanArchive(filePath, bundleType, limits), bundleType)
}

export function listingOf(scan: Scan, bundleType: ArchiveType): BundleListing {
  const originals = originalsOf(scan.entries)
  const byPath = new Map(scan.entries.map((entry) => [entry.path, entry]))
  const shown = [...byPath.values()].filter((entry) => entry.path !== '')
  const entries = shown.map((entry) => bundleEntry(entry, originals(entry)))
  return {
    bundleType,
    entries,
    totalBytes: entries.reduce((sum, entry) => sum + entry.size, 0),
    ...(scan.strippedFolder !== undefined && { strippedFolder: scan.strippedFolder }),
  }
}

function bundleEntry(entry: ScannedEntry, original: ScannedEntry): BundleEntry {
  const type = entry.kind === 'hardlink' ? 'file' : entry.kind
  const mode = modeOnDisk(original)
  return {
    path: entry.path,
    type,
    size: type === 'file' ? original.size : 0,
    mode,
    executable: type === 'file' && (mode & 0o111) !== 0,
    ...(type === 'symlink' && entry.linkTarget !== undefined && { linkTarget: entry.linkTarget }),
  }
}

/** setuid comes by the AppSpec's `mode` only. The owner can always read (and enter), else nobody could install. */
export function modeOnDisk({ kind, mode }: Pick<ScannedEntry, 'kind' | 'mode'>): number {
  if (kind === 'symlink') return 0o777
  if (kind === 'directory') return ((mode ?? 0o755) & 0o777) | 0o700
  return ((mode ?? 0o644) & 0o777) | 0o400
}
