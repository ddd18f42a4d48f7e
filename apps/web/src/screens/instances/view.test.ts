import type { InstanceRow } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { countsOf, searchOf, shownRows, summarySentence, usualView, viewOf } from './view.ts'

const host = (instanceName: string, over: Partial<InstanceRow> = {}): InstanceRow => ({
  instanceName,
  tags: [],
  registerTime: '2026-11-22T12:00:00Z',
  os: 'linux',
  agentVersion: '1.0.0',
  connected: true,
  ...over,
})

const rows = [
  host('web-10', { tags: [{ Key: 'env', Value: 'Production' }], agentVersion: '1.10.0' }),
  host('web-2', { silentSince: 2000, lastSeenAt: 2000, agentVersion: '1.9.0' }),
  host('web-3', { connected: false, registerTime: '2026-11-20T12:00:00Z' }),
  host('web-4', { connected: false, lastSeenAt: 1000 }),
  host('old-1', { connected: false, deregisterTime: '2026-11-22T13:00:00Z' }),
]
const names = (over: Partial<typeof usualView>) =>
  shownRows(rows, { ...usualView, ...over }).map((row) => row.instanceName)

describe('the list', () => {
  it('counts the hosts of each state', () => {
    expect(countsOf(rows)).toEqual({ registered: 4, connected: 1, silent: 3, deregistered: 1 })
  })

  it('shows those of one state, as people count them', () => {
    expect(names({})).toEqual(['web-2', 'web-3', 'web-4', 'web-10'])
    expect(names({ state: 'silent' })).toEqual(['web-2', 'web-3', 'web-4'])
    expect(names({ state: 'deregistered' })).toEqual(['old-1'])
  })

  it.each([['web-1'], ['env=prod'], ['env:production'], ['PRODUCTION']])('is found in by %s', (find) => {
    expect(names({ find })).toEqual(['web-10'])
  })

  it('is sorted by contact, version, or registration, both ways', () => {
    expect(names({ sort: 'contact' })).toEqual(['web-10', 'web-2', 'web-4', 'web-3'])
    expect(names({ sort: 'version', isDescending: true })).toEqual(['web-10', 'web-2', 'web-3', 'web-4'])
    expect(names({ sort: 'registered' })[0]).toBe('web-3')
  })
})

describe('its address', () => {
  it('says all that is not usual, and reads it again', () => {
    const view = { state: 'silent', find: 'env:test', sort: 'contact', isDescending: true } as const
    expect(searchOf(view).toString()).toBe('state=silent&find=env%3Atest&sort=-contact')
    expect(viewOf(searchOf(view))).toEqual(view)
    expect(searchOf(usualView).toString()).toBe('')
  })

  it('with unknown words means what is usual', () => {
    expect(viewOf(new URLSearchParams('state=lost&sort=colour'))).toEqual(usualView)
  })
})

it.each([
  [0, 0, 'No host is registered.'],
  [1, 1, 'The only host is connected.'],
  [1, 0, 'The only host is not connected.'],
  [6, 6, 'All 6 hosts are connected.'],
  [6, 1, '1 of 6 hosts is connected, 5 not.'],
  [6, 2, '2 of 6 hosts are connected, 4 not.'],
])('of %i hosts with %i connected it is said in the right number', (total, connected, words) => {
  const hosts = Array.from({ length: total }, (_, at) => host(`web-${at}`, { connected: at < connected }))
  expect(summarySentence(hosts)).toBe(words)
})
