import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

const largestBytes = 64 * 1024

/**
 * A small file in a folder that others may write in: no link is followed, and nothing that could be waited for is opened (A27).
 * Undefined when it is not there or is no such file.
 */
export function readForeignFile(path: string): string | undefined {
  const file = openOrNothing(path)
  if (file === undefined) return undefined
  try {
    const about = fstatSync(file)
    return about.isFile() && about.size <= largestBytes ? readFileSync(file, 'utf8') : undefined
  } finally {
    closeSync(file)
  }
}

function openOrNothing(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
}
