import { expect, it } from 'vitest'
import { restartDelay } from './restart-delay.ts'

it('starts a child again after 250 ms, then less and less often, at least every 5 s', () => {
  const delays: number[] = []
  for (let death = 0; death < 7; death++) delays.push(restartDelay(delays.at(-1), 100))
  expect(delays).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
})

it('starts a child that users wait for sooner, and is no more patient with it', () => {
  expect([restartDelay(undefined, 0, 100), restartDelay(100, 0, 100), restartDelay(3000, 0, 100)]).toEqual([
    100, 200, 5000,
  ])
  expect(restartDelay(5000, 10_000, 100)).toBe(100)
})

it('trusts a child again that was up for 10 s', () => {
  expect(restartDelay(5000, 9_999)).toBe(5000)
  expect(restartDelay(5000, 10_000)).toBe(250)
})
