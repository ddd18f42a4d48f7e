import { closeSync, fchownSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Whole or not at all, also when the power goes: the old file stays until the new one is on the disk. */
export function writeFileAtomically(
  path: string,
  text: string,
  mode: number,
  owner?: { uid: number; gid: number },
): void {
  const partial = `${path}.partial`
  const file = openSync(partial, 'w', mode)
  try {
    if (owner !== undefined) fchownSync(file, owner.uid, owner.gid)
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(partial, path)
}
