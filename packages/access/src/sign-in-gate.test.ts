import { movableClock } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { createSignInGate } from './sign-in-gate.ts'

const [dana, here, elsewhere] = ['dana@example.com', '192.0.2.1', '192.0.2.2']

function aGate() {
  const clock = movableClock()
  const gate = createSignInGate(clock.now)
  const fail = (times: number, email = dana, address = here) => {
    for (let time = 0; time < times; time += 1) gate.failed(email, address)
  }
  return {
    clock,
    gate,
    fail,
    isClosed: (email = dana, address = here) => gate.refuseIfClosed(email, address) !== undefined,
  }
}

describe('the sign-in gate', () => {
  test('A26: five failures are free, then each doubles the wait', () => {
    const { clock, fail, isClosed } = aGate()
    fail(4)
    expect(isClosed()).toBe(false)
    const waits = [1, 2, 4, 8, 16].map((seconds) => {
      fail(1)
      clock.advance(seconds * 1000 - 1)
      const before = isClosed()
      clock.advance(1)
      return [before, isClosed()]
    })
    expect(waits).toEqual(Array.from({ length: 5 }, () => [true, false]))
  })

  test('A26: the wait is named, and never longer than a quarter of an hour', () => {
    const { gate, fail } = aGate()
    fail(29)
    expect(gate.refuseIfClosed(dana, here)).toMatchObject({
      code: 'TooManyRequests',
      message: 'Too many attempts that failed. Try again in 900 seconds.',
    })
  })

  test('guessing from elsewhere locks nobody out', () => {
    const { fail, isClosed } = aGate()
    fail(10, dana, elsewhere)
    expect(isClosed(dana, here)).toBe(false)
  })

  test('A26: one address that tries many people is slowed down too', () => {
    const { fail, isClosed } = aGate()
    for (let person = 0; person < 30; person += 1) fail(1, `person-${person}@example.com`)
    expect(isClosed('somebody@example.com')).toBe(true)
  })

  test('a success forgets the failures of that person from that address', () => {
    const { gate, fail, isClosed } = aGate()
    fail(6)
    gate.succeeded(dana, here)
    expect(isClosed()).toBe(false)
  })

  test('upper and lower case are one person', () => {
    const { fail, isClosed } = aGate()
    fail(6, 'Dana@Example.COM')
    expect(isClosed('dana@example.com')).toBe(true)
  })

  test('A26: a burst of guesses at once is cut at ten', () => {
    const { gate } = aGate()
    const burst = Array.from({ length: 100 }, () => gate.refuseIfClosed(dana, here))
    expect(burst.filter((refused) => refused === undefined)).toHaveLength(10)
  })

  test('A23: whoever is shut out cannot push out what is known of them by asking for others', () => {
    const { gate, fail, isClosed } = aGate()
    for (let person = 0; person < 36; person += 1) fail(1, `person-${person}@example.com`)
    for (let person = 0; person < 20_000; person += 1) gate.refuseIfClosed(`other-${person}@example.com`, here)
    expect(isClosed('somebody@example.com')).toBe(true)
  })

  test('one-time links are held up by too many failures only', () => {
    const { gate, fail, isClosed } = aGate()
    for (let time = 0; time < 50; time += 1) expect(gate.refuseIfClosed('', here)).toBeUndefined()
    fail(6, '')
    expect(isClosed('')).toBe(true)
  })
})
