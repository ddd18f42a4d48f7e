/**
 * Where a path of an AppSpec really is in an unpacked bundle (A9). Hooks and installed files may change the disk between
 * unpacking and running, so the answer is looked up each time, links followed.
 */
import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { pathInBundle } from '@sluice/appspec'
import type { AppSpecOs } from '@sluice/appspec'

export type ResolvedInBundle = { status: 'found'; path: string } | { status: 'missing' } | { status: 'outside' }

/** `written` is a `source` or `location`; the path found is real, below the real `folder` (or the folder itself for `/`). */
export async function resolveInBundle(
  folder: string,
  written: string,
  os: AppSpecOs = 'linux',
): Promise<ResolvedInBundle> {
  const relative = pathInBundle(written, os)
  if (relative === undefined) return { status: 'outside' }
  try {
    const [root, path] = [await realpath(folder), await realpath(join(folder, relative))]
    return path === root || path.startsWith(root + sep) ? { status: 'found', path } : { status: 'outside' }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return { status: 'missing' }
    throw error
  }
}
