// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { capsuleText } from '../frame/ConnectionCapsule.tsx'
import { staleSinceOf } from './connection.ts'
import { connectionOf } from './source.ts'

const at = Date.parse('2026-11-22T14:02:31Z')

const lost = (how: { closeCode?: number; wasGreeted: boolean }) => ({
  status: 'waiting' as const,
  lastHeartbeatAt: at,
  retryAt: at + 9000,
  ...how,
})

describe('the state of the connection', () => {
  it('is live while heartbeats come, with their age', () => {
    const state = connectionOf({ status: 'open', lastHeartbeatAt: at }, at + 3000)
    expect(staleSinceOf(state)).toBeUndefined()
    expect(capsuleText(state, { now: at + 3000, zone: 'UTC' })).toBe('Live · 3 s')
  })

  it('tells a silent server from a dead socket', () => {
    const state = connectionOf({ status: 'open', lastHeartbeatAt: at }, at + 11_000)
    expect(staleSinceOf(state)).toBe(at)
    expect(capsuleText(state, { now: at + 11_000, zone: 'UTC' })).toBe(
      'No word from the server · data from 14:02:31 (11 s old)',
    )
  })

  it('counts down to the next try and says how old the data is', () => {
    const state = connectionOf(lost({ closeCode: 1006, wasGreeted: true }), at + 5000)
    expect(staleSinceOf(state)).toBe(at)
    expect(capsuleText(state, { now: at + 5000, zone: 'UTC' })).toBe(
      'Reconnecting in 4 s · data from 14:02:31 (5 s old)',
    )
  })

  it.each([
    ['the session was cut', { closeCode: 4401, wasGreeted: true }, true],
    ['nobody was let in', { closeCode: 1006, wasGreeted: false }, true],
    ['the network went away', { closeCode: 1006, wasGreeted: true }, false],
    ['the server was silent', { wasGreeted: true }, false],
  ])('asks whether one is signed in still when %s: %o, %s', (_what, how, mayBeSignedOut) => {
    expect(connectionOf(lost(how), at)).toMatchObject({ phase: 'reconnecting', mayBeSignedOut })
  })
})
