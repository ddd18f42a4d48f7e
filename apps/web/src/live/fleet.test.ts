import { TargetStatus, fleetRow } from '@sluice/model'
import type { DeploymentTarget, FleetSnapshot } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { countByStatus, currentEvent, fleetOf, statusOf, targetStatuses, waveRanges, withRows } from './fleet.ts'

const snapshot: FleetSnapshot = {
  targets: ['web-1', 'web-2', 'web-3'],
  waves: [1, 1, 2],
  events: ['Install', 'ValidateService'],
  rows: [
    [0, 2, '22', 1000, 2000, 0],
    [1, 1, '21', 1500, 0, 0],
  ],
}

describe('the fleet in this tab', () => {
  it('reads statuses in the order of the wire form', () => {
    expect(targetStatuses).toEqual(TargetStatus.options)
  })

  it('reads the row that the server writes of a full record', () => {
    const record = {
      index: 2,
      status: 'Failed',
      startTime: '2026-11-22T14:00:00.000Z',
      endTime: '2026-11-22T14:00:04.000Z',
      lifecycleEvents: [{ status: 'Succeeded' }, { status: 'Failed' }],
    } as DeploymentTarget
    const fleet = withRows(fleetOf(snapshot), [fleetRow(record)])
    expect([statusOf(fleet, 2), fleet.steps[2], (fleet.ended[2] ?? 0) - (fleet.started[2] ?? 0)]).toEqual([
      'Failed',
      '23',
      4000,
    ])
  })

  it('leaves targets that no row names pending', () => {
    expect(countByStatus(fleetOf(snapshot))).toMatchObject({ Succeeded: 1, InProgress: 1, Pending: 1, Failed: 0 })
  })

  it('is a new object after every change, so that views redraw', () => {
    const before = fleetOf(snapshot)
    const after = withRows(before, [[1, 2, '22', 1500, 2500, 0]])
    expect(after).not.toBe(before)
    expect(after.revision).toBe(before.revision + 1)
  })

  it.each([
    ['2210', 2],
    ['2230', 2],
    ['2222', -1],
    ['0000', -1],
  ])('finds the event at which a target with %s is', (steps, place) => {
    expect(currentEvent(steps)).toBe(place)
  })

  it('gathers runs of the same wave', () => {
    expect(waveRanges([1, 1, 2, 3, 3])).toEqual([
      { wave: 1, from: 0, to: 2 },
      { wave: 2, from: 2, to: 3 },
      { wave: 3, from: 3, to: 5 },
    ])
  })
})
