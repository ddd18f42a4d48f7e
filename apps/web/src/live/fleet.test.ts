import { TargetStatus, fleetRow } from '@sluice/model'
import type { DeploymentTarget, FleetSnapshot } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import {
  countByStatus,
  currentEvent,
  eventsOfSide,
  fleetOf,
  statusOf,
  targetStatuses,
  waveRanges,
  withRows,
} from './fleet.ts'

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

describe('the two fleets of a blue/green deployment', () => {
  const events = ['Install', 'AllowTraffic', 'BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic']
  const two = fleetOf({
    targets: ['new-1', 'new-2', 'old-1'],
    waves: [1, 1, 1],
    events,
    labels: ['G', 'G', 'B'],
    rows: [
      [0, 2, '22444', 1000, 2000, 0],
      [1, 3, '34444', 1000, 2000, 0],
      [2, 0, '44000', 0, 0, 0],
    ],
  })
  const shown = (fleet: typeof two, index: number) => eventsOfSide(fleet, index).map((at) => events[at])

  it('are counted apart', () => {
    expect([
      countByStatus(two, 'G').Succeeded,
      countByStatus(two, 'G').Failed,
      countByStatus(two, 'B').Pending,
    ]).toEqual([1, 1, 1])
  })

  it('show the events of their own side only: what gets users installs and allows, what gives them away blocks', () => {
    expect(shown(two, 0)).toEqual(['Install', 'AllowTraffic'])
    expect(shown(two, 2)).toEqual(['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic'])
  })

  it('change sides when traffic goes back: then the originals come first and get the users', () => {
    const back = { ...two, labels: ['B', 'B', 'G'] as const }
    expect(shown(back, 0)).toEqual(['Install', 'AllowTraffic'])
    expect(shown(back, 2)).toEqual(['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic'])
  })

  it('never share a wave, though both begin with the first', () => {
    expect(waveRanges(two.waves, two.labels)).toEqual([
      { wave: 1, label: 'G', from: 0, to: 2 },
      { wave: 1, label: 'B', from: 2, to: 3 },
    ])
  })
})

it('shows all events of a host where there is one fleet only', () => {
  expect(eventsOfSide({ events: ['BlockTraffic', 'Install', 'AllowTraffic'] }, 0)).toEqual([0, 1, 2])
})
