/**
 * Takes away what earlier deployments of the group installed and this one does not install again: in reverse order,
 * files and links always, folders only when they are empty. What this one writes again stays until it is replaced, so
 * that nobody sees the host without it. Source: facts 6.4.
 */
import { execFile } from 'node:child_process'
import { lstat, rmdir, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { isErrno } from '../../durable-file.ts'
import type { OwnedPaths } from './cleanup-file.ts'
import type { HostRoot } from './host-root.ts'
import type { InstallPlan } from './install-plan.ts'

export interface Removal {
  /** Files and links that are gone. */
  removedFiles: number
  /** Entries that go over into the new cleanup file. */
  kept: string[]
}

export async function removePrevious(owned: OwnedPaths, plan: InstallPlan, root: HostRoot): Promise<Removal> {
  await undoContexts(owned.contexts)
  const kept: string[] = []
  let removedFiles = 0
  for (const path of owned.paths.toReversed()) {
    if (await staysInPlace(path, plan)) kept.unshift(path)
    else if (await remove(path, root)) removedFiles += 1
  }
  return { removedFiles, kept }
}

async function staysInPlace(path: string, plan: InstallPlan): Promise<boolean> {
  if (plan.folders.has(path)) return plan.folders.get(path) !== 'make'
  return plan.files.has(path) && (await kindOf(path)) === 'file'
}

/** Answers whether a file or link is gone now. A path that a link has meanwhile led out of the root is left alone. */
async function remove(path: string, root: HostRoot): Promise<boolean> {
  const kind = await kindOf(path)
  if (kind === 'nothing' || !(await root.isInside(dirname(path)))) return false
  if (kind === 'file') {
    await unlink(path)
    return true
  }
  await rmdir(path).catch((error: unknown) => {
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST', 'EBUSY')) throw error
  })
  return false
}

async function kindOf(path: string): Promise<'nothing' | 'file' | 'folder'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return 'nothing'
    throw error
  }
}

/** Entries that are gone already are no trouble. */
async function undoContexts(paths: readonly string[]): Promise<void> {
  for (const path of paths) await promisify(execFile)('semanage', ['fcontext', '-d', path]).catch(() => undefined)
}
