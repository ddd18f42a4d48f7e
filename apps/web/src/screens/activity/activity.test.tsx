import type { ActivityInfo } from '@sluice/api/contracts'
import { act, cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import ActivityScreen from './ActivityScreen.tsx'
import { filterOf } from './filter.ts'
import { entriesOf } from './stream.ts'

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

function open(at = '/activity') {
  const facts = [fact(2), fact(1)]
  const live = standInLive({ deployments: { deployments: [] } })
  const calls = standInServer({
    listActivity: () => ({ activity: [...facts] }),
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

describe('facts of one deployment', () => {
  it('within a minute are one entry, unless another deployment’s came between', () => {
    const late = fact(1, { at: '2026-11-22T11:58:00.000Z' })
    const facts = [fact(9), fact(8), fact(7, { deploymentId: 'd-2' }), fact(6), late]
    expect(entriesOf(facts).map(({ deploymentId, facts: of }) => [deploymentId, of.length])).toEqual([
      ['d-1', 2],
      ['d-2', 1],
      ['d-1', 1],
      ['d-1', 1],
    ])
  })
})
