/**
 * Removes what a host leaves. The folder is first moved where only we may look: the other local hosts run as the same user,
 * and one that changed folders to links while they are removed would choose what else is.
 */
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

/** Nothing when the folder is not there. `closedFolder` is on the same disk, and nobody else's to enter. */
export async function removeHome(home: string, closedFolder: string): Promise<void> {
  if (!existsSync(home)) return
  await mkdir(closedFolder, { recursive: true, mode: 0o700 })
  const doomed = join(closedFolder, randomUUID())
  await rename(home, doomed)
  await rm(doomed, { recursive: true, force: true }).catch(async () => {
    await openFolders(doomed)
    await rm(doomed, { recursive: true, force: true })
  })
}

/** A hook may have closed a folder even to its owner. Links are not followed. */
async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700)
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await openFolders(join(folder, entry.name))
}
