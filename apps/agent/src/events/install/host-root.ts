/**
 * Where on this host a path of an AppSpec is. On a real host that is the path itself; on a local host it is below the
 * host's own root, and nothing may lead out of there, neither `..` nor a link (A9).
 */
import { climbsAboveRoot, isFullyQualified } from '@sluice/appspec'
import { realpath } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { isErrno } from '../../durable-file.ts'
import { EventFailure } from '../event-failure.ts'

export interface HostRoot {
  /** The folder above which nothing is looked at or made. */
  top: string
  placeOf(written: string): string
  /** Whether the folder, links followed, or what of it is already there, is inside. */
  isInside(folder: string): Promise<boolean>
}

export function hostRoot(root: string): HostRoot {
  return {
    top: root === '' ? '/' : root,
    placeOf(written) {
      if (!isFullyQualified(written, 'linux') || climbsAboveRoot(written) || hasControlCharacter(written))
        throw new EventFailure(`${JSON.stringify(written)} is not a full path inside this host’s root.`)
      return root === '' ? resolve(written) : join(root, resolve('/', written))
    },
    async isInside(folder) {
      if (root === '') return true
      const [realRoot, realFolder] = [await realpath(root), await realpathOfExisting(folder)]
      return realFolder === realRoot || realFolder.startsWith(realRoot + sep)
    },
  }
}

/** A line end in a name would read as another path in the cleanup file. */
export const hasControlCharacter = (path: string): boolean => /[\u0000-\u001f\u007f]/.test(path)

async function realpathOfExisting(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTDIR') || dirname(path) === path) throw error
    return realpathOfExisting(dirname(path))
  }
}
