/** Small files that must be whole or absent after a power loss: written aside, synced, renamed. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export function writeDurably(path: string, text: string, mode: number): void {
  closeSync(replaceFile(path, text, mode))
  syncFolder(dirname(path))
}

/**
 * The old file stays whole until the new one is. Answers the new one's descriptor, open for appending: whoever goes on
 * writing needs no second `open` that could fail. The folder is not synced yet.
 */
export function replaceFile(path: string, text: string, mode: number): number {
  const aside = `${path}.new`
  closeSync(openSync(aside, 'w', mode))
  const file = openSync(aside, 'a')
  try {
    writeFileSync(file, text)
    fsyncSync(file)
    renameSync(aside, path)
    return file
  } catch (error) {
    closeSync(file)
    throw error
  }
}

export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Undefined when there is no such file. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw error
  }
}

export function isErrno(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
