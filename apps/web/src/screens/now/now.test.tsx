import type { DeploymentSummary } from '@sluice/model'
import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { daysOf, dayWords } from './days-of.ts'
import { headline } from './now.ts'
import NowScreen from './NowScreen.tsx'

/** On a busy machine the stand-in socket may take its time. */
configure({ asyncUtilTimeout: 10_000 })

const deployment = (deploymentId: string, status: DeploymentSummary['status'], failed = 0) =>
  partOf<DeploymentSummary>({
    deploymentId,
    applicationName: 'shop',
    deploymentGroupName: `group-${deploymentId}`,
    revisionName: '1.1',
    startedBy: 'Dana',
    status,
    createTime: '2026-11-22T12:00:00.000Z',
    completeTime: status === 'InProgress' ? undefined : '2026-11-22T12:05:00.000Z',
    deploymentOverview: partOf({ Succeeded: 2, Failed: failed, InProgress: 1, Skipped: 0, Pending: 3, Ready: 0 }),
    health: partOf({ failuresLeft: 4 }),
    sentence: [{ kind: 'text', text: 'Installing on wave 2.' }],
  })

function open(rows: DeploymentSummary[], attention: object[] = []) {
  const live = standInLive({ deployments: { deployments: rows } })
  const calls = standInServer({
    listDeployments: ({ includeOnlyStatuses: only }) => ({
      deploymentsInfo: rows.filter(({ status }) => only === undefined || only.some((one) => one === status)),
    }),
    getNow: () => ({ attention: attention as never, hours: [], days: 14 }),
  })
  renderAt(<NowScreen />)
  return { live, calls }
}

afterEach(() => {
  cleanup()
  forgetLive()
  forgetServer()
})

describe('now', () => {
  it('says what runs, those that lose hosts first, and what ended', async () => {
    open([deployment('d-1', 'InProgress'), deployment('d-2', 'InProgress', 1), deployment('d-3', 'Succeeded')])
    const running = await screen.findByRole('region', { name: 'Running' })
    const links = within(running).getAllByRole('link')
    expect(links.map(({ textContent }) => textContent)).toEqual(['shop › group-d-2', 'shop › group-d-1'])
    expect(running.textContent).toContain('Installing on wave 2.')
    expect(running.textContent).toContain('4 more may fail')
    const ended = screen.getByRole('region', { name: 'Ended last' })
    expect(within(ended).getByText('d-3')).toBeDefined()
    expect(within(ended).getByText('shop › group-d-3')).toBeDefined()
    expect(screen.getByRole('status', { name: 'Now in short' }).textContent).toBe('2 deployments run.')
  })

  it('moves a deployment from running to ended when the channel tells its end, and asks what wants attention', async () => {
    const { live, calls } = open([deployment('d-1', 'InProgress')])
    await screen.findByRole('region', { name: 'Running' })
    await waitFor(() => expect(document.querySelector('[data-state="live"]')).not.toBeNull())
    const before = calls.filter(({ name }) => name === 'getNow').length
    act(() => live.delta('deployments', { deployments: [deployment('d-1', 'Failed', 3)] }, '*'))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Running' })).toBeNull())
    expect(within(screen.getByRole('region', { name: 'Ended last' })).getByText('d-1')).toBeDefined()
    await waitFor(() => expect(calls.filter(({ name }) => name === 'getNow').length).toBeGreaterThan(before))
  })

  it('leads from what wants attention to where one looks', async () => {
    open(
      [deployment('d-1', 'Failed', 1)],
      [
        {
          kind: 'failed',
          text: 'd-1 failed: too many.',
          deploymentId: 'd-1',
          applicationName: 'shop',
          deploymentGroupName: 'eu',
        },
        { kind: 'silentHosts', text: 'Nothing is heard from web-1.' },
      ],
    )
    const region = await screen.findByRole('region', { name: 'Attention' })
    const links = within(region).getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/deployments/d-1', '/instances'])
  })

  it('helps where nothing was deployed yet', async () => {
    open([])
    await screen.findByRole('heading', { name: 'Nothing was deployed yet' })
  })

  it('says what could not be loaded, and shows the rest', async () => {
    standInLive({ deployments: { deployments: [] } })
    standInServer({ listDeployments: () => ({ deploymentsInfo: [] }), getNow: () => refusal('Fault', 'No store.') })
    renderAt(<NowScreen />)
    await screen.findByText(/Part of this page could not be loaded/)
  })
})

describe('the page in one sentence', () => {
  it.each([
    [{ waiting: 0, running: 0, attention: 0 }, 'Nothing is running and nobody is waiting.'],
    [{ waiting: 1, running: 2, attention: 1 }, '1 deployment waits for a decision. 2 run. 1 thing wants attention.'],
    [{ waiting: 0, running: 1, attention: 2 }, '1 deployment runs. 2 things want attention.'],
  ])('%o is %s', (counts, words) => expect(headline(counts)).toBe(words))
})

describe('the last two weeks', () => {
  const now = Date.parse('2026-11-22T10:30:00Z')

  it('end today, and hours are counted to the day of the reader’s clock', () => {
    const hours = [
      { hour: '2026-11-22T09', status: 'Failed' as const, count: 2 },
      { hour: '2026-11-22T09', status: 'Succeeded' as const, count: 3 },
      { hour: '2026-11-21T23', status: 'Stopped' as const, count: 1 },
      { hour: '2026-11-08T23', status: 'Failed' as const, count: 7 },
    ]
    const days = daysOf(hours, { now, zone: 'UTC', days: 14 })
    expect(days).toHaveLength(14)
    expect(days.at(-1)).toMatchObject({ total: 5, failed: 2, isToday: true, dayOfMonth: 22 })
    expect(days.at(-2)).toMatchObject({ total: 1, failed: 0, isToday: false, dayOfMonth: 21 })
    expect(days.reduce((sum, day) => sum + day.total, 0)).toBe(6)
  })

  it('are told in words', () => {
    const [day] = daysOf([{ hour: '2026-11-22T09', status: 'Failed', count: 1 }], { now, zone: 'UTC', days: 1 })
    expect(day && dayWords(day, 'UTC')).toBe('Sun 22 Nov: 1 deployment, 1 failed')
  })
})
