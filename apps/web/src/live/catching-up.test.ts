import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCatchingUp } from './catching-up.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function bench(...topics: string[]) {
  const catchingUp = createCatchingUp()
  catchingUp.begin(topics)
  const hearFor = (ms: number, topic: string) => {
    for (let passed = 0; passed < ms; passed += 50) {
      catchingUp.take(topic)
      vi.advanceTimersByTime(50)
    }
  }
  return { changes: catchingUp.changes, take: catchingUp.take, hearFor }
}

describe('catching up', () => {
  it('counts what comes while something is still missed', () => {
    const { changes, hearFor } = bench('deployments:*', 'fleet:d-1')
    expect(changes.get()).toBe(0)
    hearFor(1000, 'fleet:d-1')
    expect(changes.get()).toBe(20)
  })

  it('is over once every topic was heard of, however much goes on', () => {
    const { changes, take, hearFor } = bench('deployments:*', 'fleet:d-1')
    hearFor(1000, 'fleet:d-1')
    take('deployments:*')
    hearFor(600, 'fleet:d-1')
    expect(changes.get()).toBeUndefined()
  })

  it('is over when it is quiet: what missed nothing says nothing', () => {
    const { changes, hearFor } = bench('deployments:*', 'fleet:d-1')
    hearFor(100, 'fleet:d-1')
    vi.advanceTimersByTime(500)
    expect(changes.get()).toBeUndefined()
  })

  it('is over at last though one topic says nothing and another never rests', () => {
    const { changes, hearFor } = bench('instances', 'fleet:d-1')
    hearFor(5100, 'fleet:d-1')
    expect(changes.get()).toBeUndefined()
  })

  it('does not begin by itself', () => {
    const { changes, take } = bench()
    vi.advanceTimersByTime(500)
    take('fleet:d-1')
    expect(changes.get()).toBeUndefined()
  })
})
