/** The file whose bytes and mode a hard link shares. */
import type { ScannedEntry } from './scanned-entry.ts'

/** Any other entry is its own original. Each link was judged to name an earlier file, so one look back is enough. */
export function originalsOf(entries: readonly ScannedEntry[]): (entry: ScannedEntry) => ScannedEntry {
  const originals = new Map<string, ScannedEntry>()
  for (const entry of entries)
    originals.set(entry.path, entry.kind === 'hardlink' ? (originals.get(entry.linkTarget ?? '') ?? entry) : entry)
  return (entry) => originals.get(entry.path) ?? entry
}
