/**
 * What an Install made is on the disk before it counts as installed: a power loss leaves no empty files behind a pointer
 * that says all is well. In one go at the end, which costs the disk far less than file by file.
 */
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isErrno } from '../../durable-file.ts'
import type { InstallPlan } from './install-plan.ts'

const atOnce = 16

export async function syncInstalled(plan: InstallPlan): Promise<void> {
  const files = [...plan.files.values()].filter(({ kind }) => kind === 'file').map(({ target }) => target)
  const folders = new Set([...plan.files.keys(), ...plan.folders.keys()].map((path) => dirname(path)))
  for (const paths of [files, [...folders]])
    for (let from = 0; from < paths.length; from += atOnce)
      await Promise.all(paths.slice(from, from + atOnce).map(sync))
}

/** What its permissions close to ourselves is left to the system's own writing back, as is what a file system cannot sync. */
async function sync(path: string): Promise<void> {
  try {
    const file = await open(path, 'r')
    await file.sync().finally(() => file.close())
  } catch (error) {
    if (!isErrno(error, 'EACCES', 'EPERM', 'EINVAL')) throw error
  }
}
