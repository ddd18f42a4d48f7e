/** What is at a path right now, in the terms of an Install plan. */
import { lstat, stat } from 'node:fs/promises'
import { isErrno } from '../../durable-file.ts'
import type { HostRoot } from './host-root.ts'

/** `outside`: a link that leads out of the host's root. */
export type Sight = 'nothing' | 'folder' | 'file' | 'outside'

/** A link to a folder is a folder, unless the link itself is asked for. */
export async function lookAt(
  path: string,
  root: HostRoot,
  what: 'what it leads to' | 'link itself' = 'what it leads to',
): Promise<Sight> {
  const there = await orUndefined(lstat(path))
  if (there === undefined) return 'nothing'
  if (there.isDirectory()) return 'folder'
  if (!there.isSymbolicLink() || what === 'link itself') return 'file'
  const target = await orUndefined(stat(path))
  if (target?.isDirectory() !== true) return 'file'
  return (await root.isInside(path)) ? 'folder' : 'outside'
}

async function orUndefined<T>(looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return undefined
    throw error
  }
}
