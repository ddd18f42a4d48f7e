import { describe, expect, it } from 'vitest'
import { durationText, fullTime, logTime, preciseDuration, relativeText, zoneLabel } from './time-format.ts'

const at = Date.parse('2026-11-22T14:02:31.204Z')

describe('time in words', () => {
  it.each([
    [0, '0:00'],
    [7_900, '0:07'],
    [761_000, '12:41'],
    [3_729_000, '1:02:09'],
    [-5, '0:00'],
  ])('%d ms is a duration of %s', (ms, text) => expect(durationText(ms)).toBe(text))

  it('gives short spans a tenth', () => {
    expect([preciseDuration(4120), preciseDuration(61_000)]).toEqual(['4.1 s', '1:01'])
  })

  it.each([
    [4, 'just now'],
    [40, '40 s ago'],
    [125, '2 min ago'],
    [7300, '2 h ago'],
    [90_000, '22 Nov, 14:02'],
  ])('%d seconds later it is "%s"', (seconds, text) => {
    expect(relativeText(at, at + seconds * 1000, 'UTC')).toBe(text)
  })

  it('never leaves out the zone where the whole instant is shown', () => {
    expect(fullTime(at, 'UTC')).toBe('22 Nov 2026, 14:02:31 UTC')
    expect(zoneLabel(at, 'UTC')).toBe('UTC')
  })

  it('shows log lines to the millisecond', () => expect(logTime(at, 'UTC')).toBe('14:02:31.204'))
})
