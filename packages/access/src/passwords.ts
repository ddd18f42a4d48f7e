/** Passwords: argon2id from a maintained library. Asking about nobody costs as much as asking about somebody (A26). */
import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let nobodys: Promise<string> | undefined

export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword('the password of nobody')
  const isRight = await verify(passwordHash ?? (await nobodys), password)
  return isRight && passwordHash !== undefined
}
