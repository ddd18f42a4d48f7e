import { describe, expect, it } from 'vitest'
import { reconnectDelayMs } from './reconnect-delay.ts'

describe('the time until the next attempt to connect', () => {
  it('is spread over a window that begins with half a second, doubles, and ends at five', () => {
    const widest = [0, 1, 2, 3, 4, 50].map((attempt) => reconnectDelayMs(attempt, 1))
    expect(widest).toEqual([500, 1000, 2000, 4000, 5000, 5000])
    expect(reconnectDelayMs(3, 0)).toBe(0)
    expect(reconnectDelayMs(3, 0.5)).toBe(2000)
  })
})
