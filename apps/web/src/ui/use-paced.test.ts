// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { usePaced } from './use-paced.ts'

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'performance', 'requestAnimationFrame', 'cancelAnimationFrame'],
    }),
)
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds))

/** How many different values are handed on in a second of a value that changes every 10 ms. */
function handedOnInASecond(drawingMs: number): number {
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, drawingMs))
  const { result, rerender } = renderHook(({ value }) => usePaced(value), { initialProps: { value: 0 } })
  const seen = new Set<number>()
  for (let value = 1; value <= 100; value += 1) {
    rerender({ value })
    pass(10)
    seen.add(result.current)
  }
  pass(2000)
  expect(result.current).toBe(100)
  vi.unstubAllGlobals()
  return seen.size
}

describe('a paced value', () => {
  it('is handed on at once when nothing came for a while', () => {
    const { result, rerender } = renderHook(({ value }) => usePaced(value), { initialProps: { value: 'a' } })
    rerender({ value: 'b' })
    expect(result.current).toBe('b')
  })

  it('that comes too soon after it waits, and the newest of those that waited is handed on', () => {
    const { result, rerender } = renderHook(({ value }) => usePaced(value), { initialProps: { value: 'a' } })
    for (const value of ['b', 'c', 'd']) rerender({ value })
    expect(result.current).toBe('b')
    pass(1000)
    expect(result.current).toBe('d')
  })

  it('takes at most a fifth of the time for drawing, however slow that is, and always ends at the last', () => {
    expect(handedOnInASecond(1)).toBeGreaterThan(12)
    const slow = handedOnInASecond(100)
    expect(slow).toBeGreaterThanOrEqual(2)
    expect(slow).toBeLessThanOrEqual(3)
  })

  it('ends with its component', () => {
    const { rerender, unmount } = renderHook(({ value }) => usePaced(value), { initialProps: { value: 1 } })
    rerender({ value: 2 })
    rerender({ value: 3 })
    unmount()
    expect(() => pass(5000)).not.toThrow()
  })
})
