/**
 * Unpacks a bundle so that nothing outside the folder is touched, and the folder is either complete or as it was (A8).
 * First reading: everything is judged. Second: files are written into `<folder>.partial`, with exclusive creation; links
 * come last, so nothing can be written through one. Then one rename.
 */
import { copyFile, chmod, mkdir, open, readdir, rename, rm, rmdir, symlink, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readArchive } from './archive.ts'
import { refuseBundle } from './bundle-refusal.ts'
import type { ArchiveType } from './bundle-type.ts'
import { defaultBundleLimits } from './limits.ts'
import type { BundleLimits } from './limits.ts'
import { listingOf, modeOnDisk } from './list-bundle.ts'
import type { BundleListing } from './list-bundle.ts'
import { scanArchive } from './scan.ts'
import type { ScannedEntry } from './scanned-entry.ts'

/** `intoFolder` must be missing or empty; what a crash left in `<intoFolder>.partial` is removed first. */
export async function unpackBundle(
  filePath: string,
  bundleType: ArchiveType,
  intoFolder: string,
  limits: BundleLimits = defaultBundleLimits,
): Promise<BundleListing> {
  await mustBeVacant(intoFolder)
  const scan = await scanArchive(filePath, bundleType, limits)
  const partial = `${intoFolder}.partial`
  await rm(partial, { recursive: true, force: true })
  try {
    await mkdir(partial, { recursive: true, mode: 0o755 })
    await writeFiles(filePath, bundleType, limits, scan.entries, partial)
    await writeLinks(scan.entries, partial)
    await setFolderModes(scan.entries, partial)
    await moveIntoPlace(partial, intoFolder)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
  return listingOf(scan, bundleType)
}

async function mustBeVacant(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (found.length > 0) throw new Error(`the folder to unpack into is not empty: ${folder}`)
}

async function writeFiles(
  filePath: string,
  bundleType: ArchiveType,
  limits: BundleLimits,
  entries: readonly ScannedEntry[],
  root: string,
): Promise<void> {
  const made = new Set<string>([root])
  let index = 0
  await readArchive(filePath, bundleType, limits, async (raw, body) => {
    const entry = entries[index]
    index += 1
    if (entry?.name !== raw.name || entry.kind !== raw.kind)
      return refuseBundle('B1', 'The archive changed while it was unpacked.')
    const path = placeOf(root, entry.path)
    if (entry.kind === 'directory') return makeFolder(path, made)
    await makeFolder(dirname(path), made)
    if (entry.kind === 'file') await writeFile(path, entry, body)
  })
  if (index !== entries.length) refuseBundle('B1', 'The archive changed while it was unpacked.')
}

/** Remembers what it made, because archives name the same folders thousands of times. */
async function makeFolder(path: string, made: Set<string>): Promise<void> {
  if (made.has(path)) return
  await mkdir(path, { recursive: true, mode: 0o755 })
  made.add(path)
}

async function writeFile(path: string, entry: ScannedEntry, body: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of body) await file.writeFile(chunk)
    await file.chmod(modeOnDisk(entry))
    if (isUsableTime(entry.modifiedAt)) await file.utimes(entry.modifiedAt, entry.modifiedAt)
  } finally {
    await file.close()
  }
}

async function writeLinks(entries: readonly ScannedEntry[], root: string): Promise<void> {
  for (const entry of entries) if (entry.kind === 'hardlink') await copyOriginal(entry, root)
  for (const entry of entries)
    if (entry.kind === 'symlink') await symlink(entry.linkTarget ?? '', placeOf(root, entry.path))
}

/** A copy instead of a second name: changing one file of a bundle never changes another. */
async function copyOriginal(entry: ScannedEntry, root: string): Promise<void> {
  const path = placeOf(root, entry.path)
  await copyFile(placeOf(root, entry.linkTarget ?? ''), path)
  if (isUsableTime(entry.modifiedAt)) await utimes(path, entry.modifiedAt, entry.modifiedAt)
}

/** After the files, because a folder may be read-only. */
async function setFolderModes(entries: readonly ScannedEntry[], root: string): Promise<void> {
  for (const entry of entries) if (entry.kind === 'directory') await chmod(placeOf(root, entry.path), modeOnDisk(entry))
}

async function moveIntoPlace(partial: string, folder: string): Promise<void> {
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(partial, folder)
}

const placeOf = (root: string, path: string): string => join(root, ...path.split('/'))

const isUsableTime = (time: Date | undefined): time is Date => time !== undefined && !Number.isNaN(time.getTime())
