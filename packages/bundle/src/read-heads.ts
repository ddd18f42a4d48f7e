/** The first bytes of the scripts that hooks name: enough to see line ends, the `#!` line and marks. */
import { readArchive } from './archive.ts'
import type { ArchiveType } from './bundle-type.ts'
import type { BundleLimits } from './limits.ts'
import { readStart } from './read-start.ts'
import type { Scan } from './scan.ts'

const headBytes = 64 * 1024
const maxHeads = 200

export async function readHeads(
  filePath: string,
  bundleType: ArchiveType,
  limits: BundleLimits,
  scan: Scan,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = new Set(paths.slice(0, maxHeads))
  const pathOfName = new Map(
    scan.entries.filter(({ kind, path }) => kind === 'file' && wanted.has(path)).map(({ name, path }) => [name, path]),
  )
  const heads = new Map<string, Uint8Array>()
  if (pathOfName.size === 0) return heads
  await readArchive(filePath, bundleType, limits, async (entry, body) => {
    const path = entry.kind === 'file' ? pathOfName.get(entry.name) : undefined
    if (path !== undefined) heads.set(path, await readStart(body, headBytes))
  })
  return heads
}
