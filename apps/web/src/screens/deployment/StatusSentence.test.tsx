import type { DeploymentSummary } from '@sluice/model'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StatusSentence } from './StatusSentence.tsx'

const deployment = (done: number, status = 'InProgress') =>
  ({
    status,
    sentence: [
      { kind: 'text', text: 'Installing. ' },
      { kind: 'strong', text: `${done} done.` },
    ],
  }) as DeploymentSummary

const spoken = () => screen.getByRole('status', { name: 'Deployment status' }).querySelector('.sr-only')?.textContent
const seen = () => screen.getByRole('status').querySelector('[aria-hidden]')?.textContent

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

describe('the sentence', () => {
  it('is seen at once and said at most every five seconds', () => {
    const view = render(<StatusSentence deployment={deployment(1)} />)
    view.rerender(<StatusSentence deployment={deployment(2)} />)
    act(() => void vi.advanceTimersByTime(4000))
    view.rerender(<StatusSentence deployment={deployment(3)} />)
    expect([seen(), spoken()]).toEqual(['Installing. 3 done.', 'Installing. 1 done.'])
    act(() => void vi.advanceTimersByTime(1100))
    expect(spoken()).toBe('Installing. 3 done.')
  })

  it('is said at once when the status changes', () => {
    const view = render(<StatusSentence deployment={deployment(1)} />)
    view.rerender(<StatusSentence deployment={deployment(6, 'Succeeded')} />)
    act(() => void vi.advanceTimersByTime(1))
    expect(spoken()).toBe('Installing. 6 done.')
  })
})
