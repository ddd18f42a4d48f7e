/**
 * Works out an Install without touching anything: which folders are missing, which files go where, and whether somebody
 * else's file is in the way. What the previous deployment of the same group installed counts as gone.
 * Source: facts 8.5; planning before removing is ours (P3).
 */
import type { FileMapping } from '@sluice/appspec'
import { resolveInBundle } from '@sluice/bundle'
import type { FileExistsBehavior } from '@sluice/model'
import { lstat, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { EventFailure } from '../event-failure.ts'
import type { OwnedPaths } from './cleanup-file.ts'
import { conflictFailure } from './conflict.ts'
import { hasControlCharacter, type HostRoot } from './host-root.ts'
import type { InstallPlan, PlannedFile, PlannedFolder } from './install-plan.ts'
import { lookAt } from './look-at.ts'

export interface InstallRequest {
  archive: string
  files: readonly FileMapping[]
  behavior: FileExistsBehavior
  root: HostRoot
  owned: OwnedPaths
}

export async function planInstall(request: InstallRequest): Promise<InstallPlan> {
  const { archive, behavior, root, owned } = request
  const folders = new Map<string, PlannedFolder>()
  const files = new Map<string, PlannedFile>()
  const retained = new Set<string>()
  const conflicts: string[] = []

  async function addMapping({ source, destination }: FileMapping): Promise<void> {
    const target = root.placeOf(destination)
    const found = await resolveInBundle(archive, source)
    if (found.status === 'outside') throw new EventFailure(`The source ${source} leads out of the bundle.`)
    if (found.status === 'missing') throw new EventFailure(`The source ${source} is not in the bundle.`)
    if ((await stat(found.path)).isDirectory()) return addContents(found.path, target)
    await addFile(found.path, join(target, basename(source)))
  }

  async function addContents(source: string, target: string): Promise<void> {
    await addFolder(target)
    const entries = await readdir(source, { withFileTypes: true })
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const [from, to] = [join(source, entry.name), join(target, entry.name)]
      if (entry.isDirectory()) await addContents(from, to)
      else await addFile(from, to)
    }
  }

  async function addFolder(path: string): Promise<void> {
    if (folders.has(path) || path === root.top) return
    if (files.has(path) || retained.has(path)) throw bothKinds(path)
    await addFolder(dirname(path))
    folders.set(path, await stateOfFolder(path))
  }

  async function stateOfFolder(path: string): Promise<PlannedFolder> {
    if (folders.get(dirname(path)) === 'make') return 'make'
    const isOurs = owned.has(path)
    const there = await lookAt(path, root, isOurs ? 'link itself' : 'what it leads to')
    if (there === 'outside') throw new EventFailure(`${path} leads out of this host’s root.`)
    if (there === 'folder') return isOurs ? 'keep' : 'found'
    if (there === 'nothing' || isOurs) return 'make'
    throw new EventFailure(`${path} is a file on this host, and the revision needs a folder there.`)
  }

  async function addFile(source: string, target: string): Promise<void> {
    if (hasControlCharacter(target))
      throw new EventFailure(`The name ${JSON.stringify(basename(target))} holds a control character.`)
    if (files.has(target) || retained.has(target)) throw new EventFailure(`Two sources make the same file: ${target}.`)
    if (folders.has(target)) throw bothKinds(target)
    await addFolder(dirname(target))
    if (await isFree(target)) files.set(target, await plannedFile(source, target))
    else if (behavior === 'RETAIN') retained.add(target)
    else conflicts.push(target)
  }

  /** Whether it may be written: nothing there, something of our own, or somebody's file that may be overwritten. */
  async function isFree(target: string): Promise<boolean> {
    if (folders.get(dirname(target)) === 'make') return true
    const there = await lookAt(target, root, 'link itself')
    if (there === 'nothing') return true
    if (there === 'folder') return owned.has(target) && becomesEmpty(target, owned)
    return owned.has(target) || behavior === 'OVERWRITE'
  }

  for (const mapping of request.files) await addMapping(mapping)
  if (conflicts.length > 0) throw conflictFailure(conflicts, behavior)
  return { folders, files, retained: [...retained], behavior }
}

async function plannedFile(source: string, target: string): Promise<PlannedFile> {
  const there = await lstat(source)
  return { source, target, kind: there.isSymbolicLink() ? 'symlink' : 'file', mode: there.mode & 0o777 }
}

async function becomesEmpty(folder: string, owned: OwnedPaths): Promise<boolean> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (!owned.has(path) || (entry.isDirectory() && !(await becomesEmpty(path, owned)))) return false
  }
  return true
}

const bothKinds = (path: string): EventFailure =>
  new EventFailure(`The revision has both a file and a folder for ${path}.`)
