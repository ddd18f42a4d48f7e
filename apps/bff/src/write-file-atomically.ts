import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Whole or not at all, also when the power goes: the old file stays until the new one is on the disk. */
export function writeFileAtomically(path: string, text: string, mode: number): void {
  const partial = `${path}.partial`
  const file = openSync(partial, 'w', mode)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(partial, path)
}
