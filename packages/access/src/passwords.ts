/** Passwords: argon2id, and as much work for an address that nobody has as for one that somebody has (A26). */
import { hash, verify, type Options } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'

/** `memoryCost` in KiB. */
export type PasswordCost = Required<Pick<Options, 'memoryCost' | 'timeCost' | 'parallelism'>>

/** OWASP's choice for argon2id (password storage cheat sheet). */
export const defaultPasswordCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** More is refused before any work is done with it. */
const longestPassword = 1024

export interface Passwords {
  hashPassword(password: string): Promise<string>
  /** False also for no hash at all, after the same work. */
  isPassword(passwordHash: string | undefined, password: string): Promise<boolean>
}

export function createPasswords(cost: PasswordCost = defaultPasswordCost): Passwords {
  const nobodys = hash(randomBytes(32).toString('base64url'), cost)
  // It is awaited where it is needed; without this a failure before that would end the process.
  nobodys.catch(() => undefined)
  return {
    hashPassword: (password) => hash(password, cost),
    async isPassword(passwordHash, password) {
      if (password.length > longestPassword) return false
      const isRight = await verify(passwordHash ?? (await nobodys), password)
      return isRight && passwordHash !== undefined
    },
  }
}
