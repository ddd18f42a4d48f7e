import { act, cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toast, Toaster } from './Toast.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms))

describe('a result in the corner', () => {
  it('stays while its button has the focus, and goes eight seconds after', () => {
    render(<Toaster />)
    act(() => toast('Rolled back'))
    const dismiss = within(screen.getByText('Rolled back')).getByRole('button', { name: 'Dismiss' })
    act(() => dismiss.focus())
    wait(20_000)
    expect(screen.queryByText('Rolled back')).not.toBeNull()
    act(() => dismiss.blur())
    wait(8000)
    expect(screen.queryByText('Rolled back')).toBeNull()
  })
})
