/** Secrets are drawn here, shown once, and kept as hashes only. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface DrawnSecret {
  secret: string
  /** The key it is stored under. */
  hash: string
}

/** 32 bytes of chance; `slu_` makes a leaked one findable. */
export function drawSecret(): DrawnSecret {
  const secret = `slu_${randomBytes(32).toString('base64url')}`
  return { secret, hash: hashSecret(secret) }
}

/** SHA-256 is enough for what was drawn at random; passwords are another matter. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex')

/** Takes the same time wherever they differ. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(a), 'hex'), Buffer.from(hashSecret(b), 'hex'))
}
