/** A temporary folder with a guard around it, so that a test sees when something was written outside. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BundleRefusal, unpackBundle } from '../index.ts'
import type { ArchiveType, BundleLimits } from '../index.ts'

export interface Sandbox {
  /** Holds everything; also what must stay as it was. */
  folder: string
  /** Where bundles are unpacked; missing at first. */
  root: string
  write(archive: Buffer): Promise<string>
  /** The rules of the refusal, or none when the bundle was unpacked. */
  rulesOf(archive: Buffer, type: ArchiveType, limits?: BundleLimits): Promise<string[]>
  /** Every path below the sandbox but the archive. */
  paths(): Promise<string[]>
  remove(): Promise<void>
}

export async function makeSandbox(): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bundle-'))
  const root = join(folder, 'a', 'b', 'root')
  const file = join(folder, 'archive')
  await mkdir(join(folder, 'a', 'b'), { recursive: true })
  const write = async (archive: Buffer) => {
    await writeFile(file, archive)
    return file
  }
  const paths = async () => (await readdir(folder, { recursive: true })).filter((path) => path !== 'archive').toSorted()
  const rulesOf = async (archive: Buffer, type: ArchiveType, limits?: BundleLimits) => {
    await rm(root, { recursive: true, force: true })
    try {
      await unpackBundle(await write(archive), type, root, limits)
      return []
    } catch (error) {
      if (!(error instanceof BundleRefusal)) throw error
      return error.complaints.map((complaint) => complaint.rule)
    }
  }
  return { folder, root, write, rulesOf, paths, remove: () => rm(folder, { recursive: true, force: true }) }
}
