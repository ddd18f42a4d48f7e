import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { dayStart } from './days.ts'
import { clockTime, fullTime, logTime, shortTime } from './time-format.ts'
import { Time } from './Time.tsx'
import { chooseHours, chooseZone, instantOf, isZone, otherZone, timeChoice, wallTime } from './zones.ts'

const berlin = 'Europe/Berlin'
const at = (iso: string) => Date.parse(iso)

afterEach(() => {
  cleanup()
  act(() => {
    chooseZone('local')
    chooseHours('24')
  })
})

describe('when the clocks change', () => {
  it('an hour is left out in spring', () => {
    expect(fullTime(at('2026-03-29T00:59:59Z'), berlin)).toBe('29 Mar 2026, 01:59:59 CET')
    expect(fullTime(at('2026-03-29T01:00:00Z'), berlin)).toBe('29 Mar 2026, 03:00:00 CEST')
  })

  it('the hour that comes twice in autumn is told apart by its zone', () => {
    expect(fullTime(at('2026-10-25T00:30:00Z'), berlin)).toBe('25 Oct 2026, 02:30:00 CEST')
    expect(fullTime(at('2026-10-25T01:30:00Z'), berlin)).toBe('25 Oct 2026, 02:30:00 CET')
  })

  it.each([
    ['2026-03-29T12:00:00Z', 23],
    ['2026-10-25T12:00:00Z', 25],
    ['2026-11-22T12:00:00Z', 24],
  ])('the day of %s has %d hours', (iso, hours) => {
    expect((dayStart(at(iso), berlin, 1) - dayStart(at(iso), berlin)) / 3_600_000).toBe(hours)
  })

  it('a time on the wall is an instant, and the other way round', () => {
    const wall = { year: 2026, month: 10, day: 25, hour: 12, minute: 0, second: 0 }
    expect(new Date(instantOf(wall, berlin)).toISOString()).toBe('2026-10-25T11:00:00.000Z')
    expect(wallTime(instantOf(wall, berlin), berlin)).toEqual(wall)
  })
})

describe('the setting', () => {
  it('changes every time on the screen at once, and each says both zones', () => {
    render(<Time at="2026-11-22T14:02:31Z" style="short" />)
    act(() => chooseZone('Asia/Tokyo'))
    const time = screen.getByText('23:02')
    expect(time.getAttribute('datetime')).toBe('2026-11-22T14:02:31.000Z')
    expect(time.getAttribute('title')).toBe('22 Nov 2026, 23:02:31 GMT+9 · 22 Nov 2026, 14:02:31 UTC')
    act(() => chooseZone('UTC'))
    expect(screen.getByText('14:02').getAttribute('title')).toContain('14:02:31 UTC · 22 Nov 2026, 23:02:31 GMT+9')
  })

  it('of 12 hours is for every clock but the columns of a log', () => {
    chooseHours('12')
    const afternoon = at('2026-11-22T14:02:31.204Z')
    expect([shortTime(afternoon, 'UTC'), clockTime(afternoon, 'UTC')]).toEqual(['2:02 pm', '2:02:31 pm'])
    expect(logTime(afternoon, 'UTC')).toBe('14:02:31.204')
  })

  it('is kept, and leads back from UTC to the zone one came from', () => {
    chooseZone(berlin)
    chooseZone('UTC')
    expect(otherZone(timeChoice.get())).toBe(berlin)
    expect([localStorage.getItem('sluice.zone'), localStorage.getItem('sluice.zone.home')]).toEqual(['UTC', berlin])
  })

  it.each([
    ['UTC', true],
    ['Europe/Berlin', true],
    ['Middle/Earth', false],
    ['', false],
  ])('knows zones only: %s, %s', (name, known) => expect(isZone(name)).toBe(known))
})
