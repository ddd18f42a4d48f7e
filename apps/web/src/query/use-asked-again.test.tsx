import { useQuery } from '@tanstack/react-query'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { op } from './op.ts'
import { forgetServer, renderAt, silence, standInServer } from './testing/stand-in-server.tsx'
import { useAskedAgain } from './use-asked-again.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  forgetServer()
  vi.useRealTimers()
})

function Asking() {
  const [standing, setStanding] = useState(0)
  useQuery(op('getNow', {}))
  useAskedAgain('getNow', String(standing))
  return <button onClick={() => setStanding(standing + 1)}>Something stands differently</button>
}

async function changeEach(ms: number, times: number) {
  for (let time = 0; time < times; time += 1) {
    fireEvent.click(screen.getByRole('button'))
    await act(() => vi.advanceTimersByTimeAsync(ms))
  }
}

it('a steady stream of changes is heard all along, and once a second at most', async () => {
  const calls = standInServer({ getNow: () => ({ attention: [] }) })
  renderAt(<Asking />)
  await changeEach(0, 1)
  const before = calls.length
  await changeEach(100, 50)
  expect(calls.length - before).toBeGreaterThanOrEqual(4)
  expect(calls.length - before).toBeLessThanOrEqual(5)
})

it('the last change is asked for, and nothing after it', async () => {
  const calls = standInServer({ getNow: () => ({ attention: [] }) })
  renderAt(<Asking />)
  await changeEach(100, 3)
  const before = calls.length
  await act(() => vi.advanceTimersByTimeAsync(1500))
  expect(calls.length - before).toBe(1)
  await act(() => vi.advanceTimersByTimeAsync(5000))
  expect(calls.length - before).toBe(1)
})

it('a question that is not answered is not asked a second time', async () => {
  const calls = standInServer({ getNow: silence })
  renderAt(<Asking />)
  await changeEach(500, 20)
  expect(calls).toHaveLength(1)
})
