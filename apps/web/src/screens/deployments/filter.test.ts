import { describe, expect, it } from 'vitest'
import { chipsOf } from './FilterChips.tsx'
import { readFilter, withFacet } from './address.ts'
import { filterCount, listInput, matches } from './filter.ts'
import { dayStart } from '../../ui/days.ts'
import { dayOf, instantOfDay } from './period.ts'
import { partOf } from '../../query/testing/part-of.ts'
import type { DeploymentSummary } from '@sluice/model'

const clock = { now: Date.parse('2026-11-22T15:30:00Z'), zone: 'UTC' } as const
const read = (search: string) => readFilter(new URLSearchParams(search), clock)

describe('the facets in the address', () => {
  it('become the input of the operation, all together', () => {
    const search =
      'status=Failed,Stopped&application=shop&group=live&type=BLUE_GREEN&creator=codeDeployRollback&revision=shop-1.1&started=7d&q=ops-7'
    const { filter, dropped } = read(search)
    expect(dropped).toEqual([])
    expect(filterCount(filter)).toBe(8)
    expect(listInput(filter)).toEqual({
      includeOnlyStatuses: ['Failed', 'Stopped'],
      applicationName: 'shop',
      deploymentGroupName: 'live',
      deploymentTypes: ['BLUE_GREEN'],
      creators: ['codeDeployRollback'],
      revisionName: 'shop-1.1',
      createTimeRange: { start: '2026-11-16T00:00:00.000Z' },
      text: 'ops-7',
    })
    expect(listInput(read('application=shop&application=billing').filter)).toEqual({
      applicationNames: ['shop', 'billing'],
    })
    expect(listInput(read('waiting=1&status=Failed').filter)).toEqual({ includeOnlyStatuses: ['Ready'] })
    expect(listInput(read('failedHosts=1&status=Succeeded').filter)).toEqual({
      includeOnlyStatuses: ['Succeeded'],
      withFailedHosts: true,
    })
  })

  it.each([
    ['status=Nonsense', 'status=Nonsense'],
    ['status=Failed,Nonsense', 'status=Failed,Nonsense'],
    ['group=live', 'group=live'],
    ['application=a&application=b&group=live', 'group=live'],
    ['type=SIDEWAYS', 'type=SIDEWAYS'],
    ['started=yesterday', 'started=yesterday'],
    ['from=soon', 'from=soon'],
    ['from=2026-11-03T00:00:00Z&to=2026-11-01T00:00:00Z', 'from=2026-11-03T00:00:00Z,to=2026-11-01T00:00:00Z'],
    ['waiting=perhaps', 'waiting=perhaps'],
    ['failedHosts=many', 'failedHosts=many'],
    ['colour=red', 'colour=red'],
    [`q=${'x'.repeat(201)}`, `q=${'x'.repeat(58)}`],
  ])('that nothing is known of are left out and named: %s', (search, named) => {
    expect(read(search).dropped.join(',')).toBe(named)
  })

  it('keep the known part of a list, and let the order and the version of old links be', () => {
    expect(read('status=Failed,Nonsense').filter.statuses).toEqual(['Failed'])
    expect(read('sort=longest&v=1').dropped).toEqual([])
  })

  it('change one by one: another application forgets the group, days forget a quick period', () => {
    const params = new URLSearchParams('application=shop&group=live&started=7d&sort=oldest')
    expect(withFacet(params, 'application', ['billing']).toString()).toBe('application=billing&started=7d&sort=oldest')
    expect(withFacet(params, 'from', '2026-11-01T00:00:00.000Z').has('started')).toBe(false)
    expect(withFacet(params, 'started', '').toString()).toBe('application=shop&group=live&sort=oldest')
  })

  it('hold names with commas as they are', () => {
    expect(listInput(read('application=shop%2Ceu').filter)).toEqual({ applicationName: 'shop,eu' })
    const both = withFacet(new URLSearchParams('status=Failed'), 'application', ['shop,eu', 'billing'])
    expect(listInput(read(both.toString()).filter)).toMatchObject({ applicationNames: ['shop,eu', 'billing'] })
    expect(withFacet(both, 'application', []).toString()).toBe('status=Failed')
    expect(withFacet(both, 'status', ['Failed', 'Stopped']).get('status')).toBe('Failed,Stopped')
  })

  it('have a chip each, in words', () => {
    const { filter } = read(
      'status=Failed,Ready&creator=codeDeployRollback&started=today&waiting=1&failedHosts=1&type=IN_PLACE',
    )
    expect(chipsOf(filter, 'UTC').map((chip) => chip.text)).toEqual([
      'Status: Waiting for somebody, Failed',
      'Type: In place',
      'Started by: Automatic rollback',
      'Started: today',
      'Has failed hosts',
      'Waiting for you',
    ])
  })

  it('decide for live rows as the server does for its own', () => {
    const row = partOf<DeploymentSummary>({
      deploymentId: 'd-1A2B3C4D5',
      status: 'Failed',
      applicationName: 'shop',
      deploymentGroupName: 'live',
      creator: 'user',
      revisionName: 'shop-1.1',
      description: 'Ticket OPS-7',
      createTime: '2026-11-20T10:00:00.000Z',
      deploymentStyle: { deploymentType: 'IN_PLACE' },
      deploymentOverview: { Failed: 1 },
    })
    const isIn = (search: string) => matches(read(search).filter, row)
    expect(
      [
        'status=Failed',
        'q=ops-7',
        'started=7d',
        'revision=shop-1.1',
        'application=shop&application=x',
        'failedHosts=1',
      ].map(isIn),
    ).toEqual([true, true, true, true, true, true])
    const whole = partOf<DeploymentSummary>({ ...row, deploymentOverview: { Failed: 0 } })
    expect(matches(read('failedHosts=1').filter, whole)).toBe(false)
    expect(
      ['status=Stopped', 'q=8', 'started=today', 'revision=shop-1', 'type=BLUE_GREEN', 'waiting=1'].map(isIn),
    ).toEqual([false, false, false, false, false, false])
  })
})

describe('days', () => {
  it('are instants in the address: the same day goes in and out, to its last millisecond', () => {
    for (const zone of ['UTC', 'local'] as const) {
      const [start, end] = [instantOfDay('2026-11-01', zone, 'start'), instantOfDay('2026-11-01', zone, 'end')]
      expect([dayOf(start, zone), dayOf(end, zone)]).toEqual(['2026-11-01', '2026-11-01'])
      expect(dayStart(Date.parse(end ?? '') + 1, zone)).toBe(Date.parse(end ?? '') + 1)
    }
    expect(instantOfDay('2026-11-01', 'UTC', 'end')).toBe('2026-11-01T23:59:59.999Z')
    expect(instantOfDay('', 'UTC', 'start')).toBeUndefined()
  })
})
