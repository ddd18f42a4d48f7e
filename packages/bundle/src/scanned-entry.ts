/** An entry whose name and kind have been judged. */
import type { ArchiveEntry } from './archive-entry.ts'

export interface ScannedEntry {
  /** As the archive has it; the second reading must find the same. */
  name: string
  /** Below the bundle's root; '' for the root itself. */
  path: string
  kind: Exclude<ArchiveEntry['kind'], 'other'>
  size: number
  mode: number | undefined
  /** Of a symlink as written; of a hard link the path of the earlier file. */
  linkTarget: string | undefined
  modifiedAt: Date | undefined
}
