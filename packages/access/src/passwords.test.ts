import { describe, expect, test } from 'vitest'
import { createPasswords } from './passwords.ts'

const passwords = createPasswords({ memoryCost: 8, timeCost: 1, parallelism: 1 })

describe('passwords', () => {
  test('the right one is right, any other is not', async () => {
    const hash = await passwords.hashPassword('correct horse')
    expect(await passwords.isPassword(hash, 'correct horse')).toBe(true)
    expect(await passwords.isPassword(hash, 'correct horse ')).toBe(false)
    expect(await passwords.isPassword(hash, '')).toBe(false)
  })

  test('A26: for nobody the same work is done, and the answer is no', async () => {
    const nobodys = createPasswords({ memoryCost: 8, timeCost: 1, parallelism: 1 })
    const answers = await Promise.all(['', 'correct horse'].map((text) => nobodys.isPassword(undefined, text)))
    expect(answers).toEqual([false, false])
  })

  test('hashes are argon2id at the cost that OWASP names', async () => {
    expect(await createPasswords().hashPassword('x')).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })

  test('A23: a password of a megabyte is refused', async () => {
    const long = 'x'.repeat(1_000_000)
    expect(await passwords.isPassword(await passwords.hashPassword(long), long)).toBe(false)
  })
})
