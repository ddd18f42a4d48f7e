import type { PlannedZone, ZoneStanding } from '@sluice/model'
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ZonePicture } from './ZonePicture.tsx'

afterEach(cleanup)

const planned = (name: string, over: Partial<PlannedZone> = {}): PlannedZone => ({
  name,
  hosts: 4,
  minimum: 2,
  parallel: 2,
  waves: 2,
  ...over,
})
const standing = (name: string, over: Partial<ZoneStanding> = {}): ZoneStanding => ({
  name,
  state: 'pending',
  hosts: 4,
  minimum: 0,
  succeeded: 0,
  failed: 0,
  ...over,
})

const shown = (zones: Parameters<typeof ZonePicture>[0]['zones']) => {
  render(<ZonePicture zones={zones} />)
  return within(screen.getByRole('list', { name: 'Zones' }))
    .getAllByRole('listitem')
    .map((one) => one.textContent)
}

it('before the start it says how many of a zone go at a time, and how long it bakes after it', () => {
  expect(shown([planned('a', { bakeSeconds: 3600 }), planned('b', { minimum: 0, parallel: 4 })])).toEqual([
    'a4 hosts, 2 at a time2 stay healthybakes1:00:00',
    'b4 hosts, at once',
  ])
})

it('afterwards it says how each zone stands', () => {
  expect(
    shown([
      standing('a', { state: 'done', succeeded: 3, failed: 1 }),
      standing('b', { state: 'baking', succeeded: 4, bakeSeconds: 60 }),
      standing('c', { state: 'skipped' }),
      standing('d', { hosts: 1 }),
    ]),
  ).toEqual([
    'a3 of 4 hosts done, 1 failed',
    'b4 of 4 hosts donebakes1:00',
    'c0 of 4 hosts done, skipped',
    'd1 host, not started',
  ])
})

it('a bake that is over is not said to take any time, nor is one that never came', () => {
  expect(
    shown([
      standing('a', { state: 'done', succeeded: 4, bakeSeconds: 25 }),
      standing('b', { state: 'failed', failed: 4, bakeSeconds: 25 }),
      standing('c', { state: 'skipped', bakeSeconds: 25 }),
    ]),
  ).toEqual(['a4 of 4 hosts donebakeover', 'b0 of 4 hosts done, 4 failedno bake', 'c0 of 4 hosts done, skippedno bake'])
})

it('many zones are cut, and the others are counted', () => {
  expect(shown(Array.from({ length: 15 }, (_, at) => planned(`z${at}`)))).toHaveLength(12)
  expect(screen.getByText('and 3 more zones in the same way')).toBeDefined()
})

it('one zone too many is one zone', () => {
  shown(Array.from({ length: 13 }, (_, at) => planned(`z${at}`)))
  expect(screen.getByText('and 1 more zone in the same way')).toBeDefined()
})

it.each([
  [14, 'and 8 more zones: 8 done'],
  [4, 'and 8 more zones: 3 done, 5 not started'],
  [0, 'and 8 more zones: 8 not started'],
])(
  'of many zones the one that runs is shown, and the others are counted by how they stand: place %i',
  (now, others) => {
    const state = (at: number) => (at < now ? 'done' : at === now ? 'running' : 'pending')
    const texts = shown(Array.from({ length: 20 }, (_, at) => standing(`z${at}`, { state: state(at) })))
    expect(texts).toHaveLength(12)
    expect(texts).toContain(`z${now}0 of 4 hosts done`)
    expect(screen.getByText(others)).toBeDefined()
  },
)
