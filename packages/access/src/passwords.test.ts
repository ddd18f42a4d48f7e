import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './passwords.ts'

test('a password is kept as argon2id and known again', async () => {
  const hash = await hashPassword('correct horse battery staple')
  expect(hash).toMatch(/^\$argon2id\$/)
  expect(await isPassword(hash, 'correct horse battery staple')).toBe(true)
  expect(await isPassword(hash, 'correct horse battery stable')).toBe(false)
})
test('A26: nobody’s password is nobody’s, even when it is guessed', async () => {
  expect(await isPassword(undefined, 'the password of nobody')).toBe(false)
})
