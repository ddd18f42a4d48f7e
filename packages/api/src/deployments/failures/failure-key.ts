/** A failure's key in a form that fits into an address. */
import { createHash } from 'node:crypto'

export const shortKey = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 12)
