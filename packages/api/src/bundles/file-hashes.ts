/** SHA-256 of each file in a bundle, for comparing two of them. Unpacks into a scratch folder and leaves nothing there. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackBundle, type ArchiveType } from '@sluice/bundle'

export async function hashesOfFiles(
  path: string,
  bundleType: ArchiveType,
  scratchFolder: string,
): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(scratchFolder, 'compare-'))
  try {
    const { entries } = await unpackBundle(path, bundleType, join(folder, 'bundle'))
    const hashes = new Map<string, string>()
    for (const entry of entries) {
      if (entry.type === 'file') hashes.set(entry.path, await hashOf(join(folder, 'bundle', entry.path)))
      if (entry.type === 'symlink') hashes.set(entry.path, `-> ${entry.linkTarget ?? ''}`)
    }
    return hashes
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
