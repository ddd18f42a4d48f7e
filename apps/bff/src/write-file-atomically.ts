import { closeSync, fchownSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/**
 * Whole or not at all, also when the power goes: the old file stays until the new one is on the disk. Others may write in the
 * folder: a link that they put in our way is removed or refused, never followed (A27).
 */
export function writeFileAtomically(
  path: string,
  text: string,
  mode: number,
  owner?: { uid: number; gid: number },
): void {
  const partial = `${path}.partial`
  rmSync(partial, { force: true })
  const file = openSync(partial, 'wx', mode)
  try {
    if (owner !== undefined) fchownSync(file, owner.uid, owner.gid)
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(partial, path)
}
