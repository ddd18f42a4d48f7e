// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { fleetOf, withRows } from '../../../live/fleet.ts'
import type { RowOrder } from './row-order.ts'
import { usePlaces } from './use-places.ts'

const started = (place: number, at: number) => [place, 1, '1', at, 0, 0] as const
const fresh = () =>
  fleetOf({
    targets: ['web-10', 'web-2', 'web-1'],
    waves: [1, 1, 1],
    events: ['Install'],
    rows: [[...started(0, 1000)], [...started(1, 2000)], [...started(2, 3000)]],
  })

afterEach(cleanup)

function open(order: RowOrder, fleet = fresh()) {
  const { result, rerender } = renderHook(
    (props) => usePlaces(props.fleet, { states: [], label: undefined, order }, props.now),
    { initialProps: { fleet, now: 10_000 } },
  )
  return {
    places: () => result.current,
    /** The third host started before all others. */
    change: (now: number) => rerender({ fleet: withRows(fleet, [[...started(2, 500)]]), now }),
  }
}

describe('the rows of the timeline', () => {
  it.each([
    ['planned', [0, 1, 2]],
    ['start', [0, 1, 2]],
    ['slowest', [0, 1, 2]],
    ['name', [2, 1, 0]],
  ] as const)('stand in their order: %s', (order, places) => {
    expect(open(order).places()).toEqual(places)
  })

  it('are put in order anew once a second, not with each change of a host', () => {
    const { places, change } = open('start')
    change(10_900)
    expect(places()).toEqual([0, 1, 2])
    change(11_000)
    expect(places()).toEqual([2, 0, 1])
  })

  it('are the very same while hosts go on when nothing of the hosts is in their order', () => {
    const { places, change } = open('name')
    const before = places()
    change(20_000)
    expect(places()).toBe(before)
  })
})
