/** Secrets that are presented later: drawn with 256 bits of chance, shown once, kept as SHA-256 only. */
import { createHash, timingSafeEqual } from 'node:crypto'

export interface DrawnSecret {
  secret: string
  /** The key it is stored under. */
  hash: string
}

/** Lets a scanner of leaked secrets, and a person, see whose they are. */
const prefix = 'slu_'

export function drawSecret(randomBytes: (count: number) => Uint8Array): DrawnSecret {
  const secret = prefix + Buffer.from(randomBytes(32)).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}

/** No salt and no slow hash: there is nothing to guess in 256 random bits. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Takes the same time wherever the two differ. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(a), 'hex'), Buffer.from(hashSecret(b), 'hex'))
}
