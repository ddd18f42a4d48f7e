import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { soon } from './soon.ts'

let done: string[]
beforeEach(() => {
  vi.useFakeTimers()
  done = []
})
afterEach(() => void vi.useRealTimers())

it('does once what many ask for in the same moment, for each of them', () => {
  const health = soon(200, (name) => done.push(name))
  for (const name of ['web', 'web', 'shop']) health.ask(name)
  vi.advanceTimersByTime(1_000)
  expect(done).toEqual(['web', 'shop'])
})

it('is not put off by those who never stop asking', () => {
  const health = soon(200, (name) => done.push(name))
  for (let asked = 0; asked < 10; asked += 1) {
    health.ask('web')
    vi.advanceTimersByTime(100)
  }
  expect(done).toEqual(Array(5).fill('web'))
})

it('does nothing for whom it was told to forget', () => {
  const health = soon(200, (name) => done.push(name))
  health.ask('web')
  health.forget('web')
  vi.advanceTimersByTime(1_000)
  expect(done).toEqual([])
})
