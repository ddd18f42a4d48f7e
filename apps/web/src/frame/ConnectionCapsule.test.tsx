import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connection, useTopic } from '../live/bridge.ts'
import type { Connection } from '../live/connection.ts'
import { forgetLive, standInLive } from '../query/testing/stand-in-live.ts'
import { forgetServer, renderAt } from '../query/testing/stand-in-server.tsx'
import { Duration } from '../ui/Time.tsx'
import { ClockSwitch } from './ClockSwitch.tsx'
import { capsuleText, ConnectionCapsule } from './ConnectionCapsule.tsx'

const at = Date.parse('2026-11-22T14:02:31Z')

describe('the words of the connection', () => {
  const lost = { phase: 'reconnecting', heardAt: at, retryAt: at + 42_000, mayBeSignedOut: false } as const
  it.each<[Connection, string]>([
    [{ phase: 'connecting' }, 'Connecting'],
    [{ phase: 'live', heardAt: at + 36_000 }, 'Live · 2 s'],
    [{ phase: 'silent', heardAt: at }, 'No word from the server · data from 14:02:31 (38 s old)'],
    [{ phase: 'paused', heardAt: at }, 'Paused by you · data from 14:02:31 (38 s old)'],
    [lost, 'Reconnecting in 4 s · data from 14:02:31 (38 s old)'],
    [{ ...lost, retryAt: at }, 'Reconnecting · data from 14:02:31 (38 s old)'],
    [{ ...lost, heardAt: undefined }, 'Reconnecting in 4 s'],
  ])('%j', (state, words) => expect(capsuleText(state, { now: at + 38_000, zone: 'UTC' })).toBe(words))

  it.each([
    [0, 'Catching up'],
    [1240, 'Catching up · 1,240 changes'],
  ])('say after %d missed changes: %s', (changes, words) => {
    expect(capsuleText({ phase: 'live', heardAt: at }, { now: at, zone: 'UTC', changes })).toBe(words)
  })
})

function Screen() {
  const { data, state } = useTopic('deployment', 'd-1')
  return (
    <>
      <ConnectionCapsule />
      <p data-state={state}>{data?.status}</p>
      <ClockSwitch />
      <output>
        <Duration from={new Date(at).toISOString()} />
      </output>
    </>
  )
}

describe('the connection, live', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'Date', 'requestAnimationFrame'],
    })
  })
  afterEach(() => {
    cleanup()
    act(forgetLive)
    forgetServer()
    vi.useRealTimers()
  })

  const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
  const seen = () => screen.getByRole('group', { name: 'Connection' }).textContent
  const status = () => document.querySelector('p')

  it('stands still while paused, says since when, and goes on with what was missed', async () => {
    const live = standInLive({ deployment: { status: 'InProgress' } as never })
    renderAt(<Screen />)
    await later(100)
    expect(seen()).toBe('Live · 0 s')
    fireEvent.click(screen.getByRole('button', { name: /^Pause/ }))
    await later(5000)
    live.delta('deployment', { status: 'Failed' } as never, 'd-1')
    await later(100)
    expect([status()?.textContent, status()?.dataset['state']]).toEqual(['InProgress', 'stale'])
    expect(seen()).toContain('Paused by you')
    standInLive({ deployment: { status: 'Failed' } as never })
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }))
    await later(100)
    expect(seen()).toContain('Catching up · 1 change')
    await later(1000)
    expect([status()?.textContent, status()?.dataset['state']]).toEqual(['Failed', 'live'])
    expect(seen()).toMatch(/^Live/)
  })

  it('without news what runs stands still, but neither does the clock nor the age of what is shown', async () => {
    vi.setSystemTime(at)
    standInLive({ deployment: { status: 'InProgress' } as never })
    renderAt(<Screen />)
    await later(2000)
    fireEvent.click(screen.getByRole('button', { name: /^Pause/ }))
    await later(0)
    const [clock, runs] = [screen.getByRole('button', { name: /^Times are/ }), screen.getByRole('status')]
    const before = [clock.textContent, runs.textContent]
    await later(9000)
    expect(runs.textContent).toBe(before[1])
    expect(clock.textContent).not.toBe(before[0])
    expect(seen()).toMatch(/\((9|10|11) s old\)/)
  })

  it('goes on by itself on another screen', async () => {
    standInLive({ deployment: { status: 'InProgress' } as never })
    const { router } = renderAt(<Screen />)
    await later(100)
    fireEvent.click(screen.getByRole('button', { name: /^Pause/ }))
    await act(() => router.navigate('/elsewhere'))
    await later(1000)
    expect(connection.get().phase).toBe('live')
  })
})
