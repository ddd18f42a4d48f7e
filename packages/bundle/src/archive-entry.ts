/** What both kinds of archive look like to the rest of this room: raw entries, one after the other, names not yet trusted. */

export interface ArchiveEntry {
  /** As written in the archive, `/` between parts. */
  name: string
  kind: 'file' | 'directory' | 'symlink' | 'hardlink' | 'other'
  size: number
  /** Permission bits with setuid, setgid and sticky; undefined when the archive does not say. */
  mode: number | undefined
  linkTarget: string | undefined
  modifiedAt: Date | undefined
}

/** Called for one entry at a time, in the archive's order. A body that is not read is skipped. */
export type Visit = (entry: ArchiveEntry, body: AsyncIterable<Uint8Array>) => Promise<void>
