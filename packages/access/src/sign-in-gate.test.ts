import { expect, test } from 'vitest'
import { createSignInGate } from './sign-in-gate.ts'

function gateWithClock() {
  let at = 1_000_000
  return { gate: createSignInGate(() => at), pass: (ms: number) => (at += ms) }
}
const failOften = (gate: ReturnType<typeof createSignInGate>, times: number, email = 'dana@example.com') => {
  for (let n = 0; n < times; n += 1) gate.failed(email, '10.0.0.9')
}

test('A26: four wrong passwords are forgiven, the fifth closes the gate for a second', () => {
  const { gate, pass } = gateWithClock()
  failOften(gate, 4)
  expect(gate.refuseIfClosed('dana@example.com', '10.0.0.9')).toBeUndefined()
  failOften(gate, 1)
  expect(gate.refuseIfClosed('dana@example.com', '10.0.0.9')).toMatchObject({
    code: 'TooManyRequests',
    message: 'Too many failed attempts. Try again in 1 s.',
  })
  pass(1000)
  expect(gate.refuseIfClosed('dana@example.com', '10.0.0.9')).toBeUndefined()
})
test('A26: each further failure doubles the wait, up to a quarter of an hour', () => {
  const { gate } = gateWithClock()
  failOften(gate, 8)
  expect(gate.refuseIfClosed('dana@example.com', '10.0.0.9')?.message).toContain('in 8 s')
  failOften(gate, 40)
  expect(gate.refuseIfClosed('dana@example.com', '10.0.0.9')?.message).toContain('in 15 min')
})
test('A26: trying many accounts from one address closes the address', () => {
  const { gate } = gateWithClock()
  for (let n = 0; n < 20; n += 1) failOften(gate, 1, `user-${n}@example.com`)
  expect(gate.refuseIfClosed('somebody-else@example.com', '10.0.0.9')).toBeDefined()
})
test('failures elsewhere do not lock a person out', () => {
  const { gate } = gateWithClock()
  failOften(gate, 10)
  expect(gate.refuseIfClosed('dana@example.com', '10.0.0.10')).toBeUndefined()
})
test('signing in forgets the failures of that account', () => {
  const { gate } = gateWithClock()
  failOften(gate, 5)
  gate.succeeded('dana@example.com', '10.0.0.9')
  expect(gate.refuseIfClosed('dana@example.com', '10.0.0.9')).toBeUndefined()
})
