/** Where the bytes of a sum lie: two digits of it are the folder, so that no folder grows too large. */
import { join } from 'node:path'

/** Throws on anything but 64 lower-case hex digits: a sum becomes a path here. */
export function pathOfSum(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256 sum')
  return join(folder, sha256.slice(0, 2), sha256)
}
