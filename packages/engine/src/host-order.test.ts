import type { BlueGreenSpec, HostStanding } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { orderHosts, plannedOrder } from './host-order.ts'

const standings: Record<string, HostStanding> = {
  current: { instanceHealth: 'Healthy', revisionHealth: 'Current' },
  old: { instanceHealth: 'Healthy', revisionHealth: 'Old' },
  unknown: { instanceHealth: 'Healthy', revisionHealth: 'Unknown' },
  failed: { instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' },
  failedOnOld: { instanceHealth: 'Unhealthy', revisionHealth: 'Old' },
}
const of = (name: string) => standings[name.split('-')[0] ?? '']

describe('the order of hosts', () => {
  it('is Unhealthy, Unknown, Old, Current; failed ones before those that never had anything', () => {
    expect(orderHosts(['current', 'old', 'unknown', 'new', 'failed'], of)).toEqual([
      'failed',
      'new',
      'unknown',
      'old',
      'current',
    ])
  })

  it('leaves hosts that stand alike as they were given, and is the same however they came', () => {
    expect(orderHosts(['old-2', 'failedOnOld-9', 'old-1', 'failed-3'], of)).toEqual([
      'failedOnOld-9',
      'failed-3',
      'old-2',
      'old-1',
    ])
  })

  it('goes zone after zone first', () => {
    const zoneOf = (name: string) => (name.endsWith('a') ? 0 : 1)
    expect(orderHosts(['failed-b', 'current-a', 'old-b', 'failed-a'], of, zoneOf)).toEqual([
      'failed-a',
      'current-a',
      'failed-b',
      'old-b',
    ])
  })
})

describe('the planned order', () => {
  it('names the places of hosts that failed last time; one that never had anything is available', () => {
    expect(plannedOrder({ targets: ['current', 'failed', 'new', 'failedOnOld'] }, of)).toEqual({
      targets: ['failed', 'failedOnOld', 'new', 'current'],
      outOfService: [0, 1],
    })
    expect(plannedOrder({ targets: ['current', 'new'] }, of)).toEqual({ targets: ['new', 'current'] })
  })

  it('of blue/green orders the replacements and leaves the originals; a way back stays as it is', () => {
    const blueGreen: BlueGreenSpec = {
      kind: 'forward',
      receiving: 2,
      originals: { action: 'KEEP_ALIVE', waitMinutes: 0 },
    }
    const targets = ['current-1', 'failed-1', 'current-2', 'failed-2']
    expect(plannedOrder({ targets, blueGreen }, of)).toEqual({
      targets: ['failed-1', 'current-1', 'current-2', 'failed-2'],
    })
    expect(plannedOrder({ targets, blueGreen: { ...blueGreen, kind: 'trafficBack' } }, of)).toEqual({ targets })
  })
})
