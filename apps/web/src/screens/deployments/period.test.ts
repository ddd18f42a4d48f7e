import { expect, it } from 'vitest'
import { periodOf } from './period.ts'

const startOf = (search: string, time: string) =>
  periodOf(new URLSearchParams(search), { now: Date.parse(time), zone: 'UTC' }).period?.range.start

it('the last hour moves on in steps of five minutes, and leaves nothing of it out', () => {
  expect(startOf('started=1h', '2026-11-22T15:32:10Z')).toBe('2026-11-22T14:30:00.000Z')
  expect(startOf('started=1h', '2026-11-22T15:34:59Z')).toBe('2026-11-22T14:30:00.000Z')
  expect(startOf('started=1h', '2026-11-22T15:35:00Z')).toBe('2026-11-22T14:35:00.000Z')
})

it('the last hours are counted in hours, whatever the day', () => {
  expect(startOf('started=6h', '2026-11-22T02:12:00Z')).toBe('2026-11-21T20:10:00.000Z')
  expect(startOf('started=24h', '2026-11-22T02:12:00Z')).toBe('2026-11-21T02:10:00.000Z')
})

it('just after midnight the last hour reaches into the day before, as today does not', () => {
  expect(startOf('started=1h', '2026-11-22T00:10:00Z')).toBe('2026-11-21T23:10:00.000Z')
  expect(startOf('started=today', '2026-11-22T00:10:00Z')).toBe('2026-11-22T00:00:00.000Z')
})
