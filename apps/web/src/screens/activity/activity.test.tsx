import type { ActivityInfo, SetUpChange } from '@sluice/api/contracts'
import { act, cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import ActivityScreen from './ActivityScreen.tsx'
import { filterOf } from './filter.ts'
import { entriesOf, pauseAt, streamOf, type Row } from './stream.ts'

/** On a busy machine the stand-in socket may take its time. */
configure({ asyncUtilTimeout: 10_000 })

const fact = (place: number, over: Partial<ActivityInfo> = {}): ActivityInfo => ({
  place,
  at: `2026-11-22T12:00:${String(place).padStart(2, '0')}.000Z`,
  kind: 'asked',
  deploymentId: 'd-1',
  applicationName: 'shop',
  deploymentGroupName: 'production',
  revisionName: '1.1',
  status: 'InProgress',
  text: `fact ${place}`,
  ...over,
})

const change = (place: number, over: Partial<SetUpChange> = {}): SetUpChange => ({
  place,
  at: '2026-11-22T12:00:30.000Z',
  by: 'Dana',
  text: 'Dana deleted the application api.',
  name: 'application api',
  ...over,
})

function open(at = '/activity', changes: SetUpChange[] = []) {
  const facts = [fact(2), fact(1)]
  const live = standInLive({ deployments: { deployments: [] } })
  const calls = standInServer({
    listActivity: () => ({ activity: [...facts], changes }),
    listApplications: () => ({ applications: ['shop'], applicationsInfo: [] }),
    listViews: () => ({ views: [] }),
  })
  renderAt(<ActivityScreen />, { at, path: '/activity' })
  return {
    calls,
    async happens(place: number) {
      await waitFor(() => expect(document.querySelector('[data-state="live"]')).not.toBeNull())
      facts.unshift(fact(place))
      act(() => live.delta('deployments', { deployments: [partOf({ deploymentId: 'd-1', status: 'Failed' })] }, '*'))
    },
  }
}

afterEach(() => {
  cleanup()
  forgetLive()
  forgetServer()
})

describe('activity', () => {
  it('tells what happens while one looks', async () => {
    const { happens } = open()
    await screen.findByText('fact 2')
    await happens(3)
    await screen.findByText('fact 3')
  })

  it('paused, what is new waits and is counted until one goes on', async () => {
    const { happens } = open()
    await screen.findByText('fact 2')
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }))
    await happens(3)
    const pill = await screen.findByRole('button', { name: '+1 new' })
    expect(screen.queryByText('fact 3')).toBeNull()
    fireEvent.click(pill)
    await screen.findByText('fact 3')
  })

  it('tells who set things up otherwise, with a link to what is still there', async () => {
    const about = { kind: 'deploymentGroup', name: 'live', applicationName: 'shop' } as const
    const changed = change(2, { text: 'Dana changed it.', name: 'deployment group shop › live', about })
    open('/activity', [changed, change(1)])
    await screen.findByText('Dana deleted the application api.')
    expect(screen.getByText('Application api').closest('a')).toBeNull()
    const link = screen.getByRole('link', { name: 'Deployment group shop › live' })
    expect(link.getAttribute('href')).toBe('/applications/shop/groups/live')
  })

  it('filters to changes of the set-up by their own kind', async () => {
    const { calls } = open('/activity?kind=setUp')
    await screen.findByRole('button', { name: /Set-up changed/ })
    await waitFor(() => expect(calls.find(({ name }) => name === 'listActivity')?.input).toEqual({ kinds: ['setUp'] }))
  })

  it('asks for what the address says, and names what it cannot understand', async () => {
    const { calls } = open('/activity?kind=ended,nonsense&by=Dana')
    await screen.findByText('fact 2')
    const asked = calls.find(({ name }) => name === 'listActivity')
    expect(asked?.input).toEqual({ kinds: ['ended'], by: 'Dana' })
    expect(screen.getByText(/kind=nonsense/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Clear 2 filters' })).toBeDefined()
  })
})

describe('the filter in the address', () => {
  it('is empty without one, and reads lists', () => {
    expect(filterOf(new URLSearchParams())).toEqual({ filter: {}, dropped: [], count: 0 })
    expect(filterOf(new URLSearchParams('application=shop&application=billing&x=1'))).toEqual({
      filter: { applicationNames: ['shop', 'billing'] },
      dropped: ['x'],
      count: 1,
    })
  })
})

const places = (rows: readonly Row[]) => rows.map((row) => ('fact' in row ? row.fact.place : `c${row.change.place}`))

describe('the stream', () => {
  const told = { activity: [fact(9), fact(8), fact(1)], changes: [change(4), change(3, { at: fact(5).at })] }

  it('has facts and changes by their times, each once', () => {
    const again = { activity: [fact(9)], changes: [change(4)] }
    expect(places(streamOf([told, again], undefined).shown)).toEqual(['c4', 9, 8, 'c3', 1])
  })

  it('paused, holds back what is newer in either list', () => {
    const paused = pauseAt(streamOf([told], undefined).shown)
    const later = { activity: [fact(10)], changes: [change(5)] }
    const { shown, waiting } = streamOf([later, told], paused)
    expect([shown.length, waiting]).toEqual([5, 2])
  })
})

describe('facts of one deployment', () => {
  it('within a minute are one entry, unless something else came between', () => {
    const facts = [fact(9), fact(8), fact(7, { deploymentId: 'd-2' }), fact(6)].map((one) => ({ fact: one }))
    const rows = [
      ...facts,
      { change: change(1) },
      { fact: fact(5) },
      { fact: fact(1, { at: '2026-11-22T11:58:00.000Z' }) },
    ]
    const kinds = entriesOf(rows).map((entry) =>
      'facts' in entry ? [entry.deploymentId, entry.facts.length] : 'change',
    )
    expect(kinds).toEqual([['d-1', 2], ['d-2', 1], ['d-1', 1], 'change', ['d-1', 1], ['d-1', 1]])
  })
})
