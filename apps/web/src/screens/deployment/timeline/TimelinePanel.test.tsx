import type { DeploymentTimings } from '@sluice/api/contracts'
import type { DeploymentSummary, DeploymentTarget, FleetSnapshot } from '@sluice/model'
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fleetOf } from '../../../live/fleet.ts'
import { forgetLive, standInLive } from '../../../query/testing/stand-in-live.ts'
import { partOf } from '../../../query/testing/part-of.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../../query/testing/stand-in-server.tsx'
import { TimelinePanel } from './TimelinePanel.tsx'

/** On a busy machine ten thousand targets take their time. */
configure({ asyncUtilTimeout: 10_000 })

const start = Date.parse('2026-11-22T14:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()

const deployment = (part: object = {}) =>
  partOf<DeploymentSummary>({
    deploymentId: 'd-1A2B3C4D5',
    status: 'Failed',
    createTime: at(0),
    startTime: at(0),
    completeTime: at(120),
    health: { total: 3 },
    ...part,
  })

/** Of each target: seconds that Install took; the last one failed. */
const took = [3, 40, 4]
const fleet = (count = took.length) =>
  fleetOf(
    partOf<FleetSnapshot>({
      targets: Array.from({ length: count }, (_, place) => `web-${place + 1}`),
      waves: Array.from({ length: count }, () => 1),
      events: ['Install'],
      rows: Array.from({ length: count }, (_, place) => [
        place,
        place === 2 ? 3 : 2,
        place === 2 ? '3' : '2',
        start + (count - place) * 1000,
        start + (count - place + (took[place] ?? 3)) * 1000,
        0,
      ]),
    }),
  )

const record = (targetId: string): DeploymentTarget => {
  const place = Number(targetId.slice(4)) - 1
  const from = 3 - place
  return partOf<DeploymentTarget>({
    targetId,
    lifecycleEvents: [
      {
        lifecycleEventName: 'Install',
        status: place === 2 ? 'Failed' : 'Succeeded',
        startTime: at(from),
        endTime: at(from + (took[place] ?? 3)),
      },
    ],
  })
}

const timings: DeploymentTimings = {
  events: [
    {
      lifecycleEventName: 'Install',
      ended: 3,
      failed: 1,
      running: 0,
      p50: 250_000,
      p95: 260_000,
      max: 270_000,
      usual: 80_000,
      slowerThanUsual: true,
      outlierFrom: 20_000,
      outliers: 1,
      slowest: [{ targetId: 'web-2', took: 40_000 }],
    },
    {
      lifecycleEventName: 'ValidateService',
      ended: 0,
      failed: 0,
      running: 0,
      slowerThanUsual: false,
      outliers: 0,
      slowest: [],
    },
  ],
  usualFrom: 3,
  busy: [{ from: at(0), to: at(50) }],
  marks: [
    { at: at(0), kind: 'start', text: 'Started by Ada' },
    { at: at(60), kind: 'stop', text: 'Eve asked to stop' },
  ],
}

function open(at_ = '/', answers: Answers = {}, count = took.length) {
  const calls = standInServer({
    getDeploymentTimings: () => timings,
    batchGetDeploymentTargets: ({ targetIds }) => ({
      deploymentTargets: targetIds.map((targetId) => ({
        deploymentTargetType: 'InstanceTarget' as const,
        instanceTarget: record(targetId),
      })),
    }),
    ...answers,
  })
  const view = renderAt(<TimelinePanel deployment={deployment({ health: { total: count } })} fleet={fleet(count)} />, {
    at: at_,
  })
  return { calls, search: () => view.router.state.location.search }
}

const grid = () => screen.findByRole('grid', { name: 'Timeline of the targets' })
const names = async () =>
  within(await grid())
    .getAllByRole('row')
    .toSorted((a, b) => Number(a.dataset['row']) - Number(b.dataset['row']))
    .map((row) => /web-\d+/.exec(row.textContent ?? '')?.[0])

beforeEach(() => {
  standInLive({})
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
})
afterEach(() => {
  cleanup()
  forgetServer()
  forgetLive()
  vi.unstubAllGlobals()
})

describe('the timeline', () => {
  it('says the shape of each event that ran, what is slower than usual and who stands out, in words', async () => {
    open()
    const table = await screen.findByRole('table', { name: 'Durations of the lifecycle events' })
    const rows = within(table).getAllByRole('row').slice(1)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.textContent).toContain('slower than usual (4:10 vs 1:20)')
    expect(rows[0]?.textContent).toContain('1 stands out')
    expect(screen.getByText(/median of the group’s last 3 successes/)).toBeDefined()
  })

  it('has a row a target that says its events, durations and what stands out', async () => {
    open()
    await waitFor(async () =>
      expect(
        within(await grid())
          .getAllByRole('gridcell')
          .map((cell) => cell.getAttribute('aria-label')),
      ).toEqual(['Install 3.0 s', 'Install 40.0 s, stands out', 'Install failed 4.0 s']),
    )
  })

  it('orders the targets by what is asked for, without asking the server', async () => {
    open('/?rows=slowest')
    expect(await names()).toEqual(['web-2', 'web-3', 'web-1'])
    cleanup()
    open('/?rows=start')
    expect(await names()).toEqual(['web-3', 'web-2', 'web-1'])
  })

  it('draws as many rows as are in sight of ten thousand, and asks for those alone', async () => {
    const { calls } = open('/', {}, 10_000)
    expect((await names()).length).toBeGreaterThan(5)
    await waitFor(() => expect(calls.some(({ name }) => name === 'batchGetDeploymentTargets')).toBe(true))
    expect((await names()).length).toBeLessThan(60)
    const asked = calls.flatMap(({ input }) => (input as { targetIds?: string[] }).targetIds ?? [])
    expect(asked.length).toBeLessThan(60)
    expect((await grid()).getAttribute('aria-rowcount')).toBe('10000')
  })

  it('is walked by arrows; Enter opens the target', async () => {
    const { search } = open()
    const [first] = within(await grid()).getAllByRole('row')
    first?.focus()
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowDown' })
    await waitFor(() => expect(document.activeElement?.textContent).toContain('web-2'))
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'End' })
    await waitFor(() => expect(document.activeElement?.textContent).toContain('web-3'))
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Enter' })
    await waitFor(() => expect(search()).toBe('?target=web-3'))
  })

  it('filters by an event, names the slowest in it, and lets it go again', async () => {
    const { search } = open()
    fireEvent.click(await screen.findByRole('link', { name: 'Install' }))
    await waitFor(() => expect(search()).toBe('?event=Install'))
    expect(screen.getByText(/Slowest in Install/)).toBeDefined()
    fireEvent.click(screen.getByRole('link', { name: 'Install' }))
    await waitFor(() => expect(search()).toBe('?'.slice(1)))
  })

  it('moves its part of the time by buttons, which say why they do nothing', async () => {
    const { search } = open()
    expect((await screen.findByRole('button', { name: 'Earlier' })).getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(screen.getByRole('button', { name: 'Closer' }))
    await waitFor(() => expect(search()).toBe('?seen=2%2C0.2500'))
    fireEvent.click(screen.getByRole('button', { name: 'Later' }))
    await waitFor(() => expect(search()).toBe('?seen=2%2C0.5000'))
    fireEvent.click(screen.getByRole('button', { name: 'Whole time' }))
    await waitFor(() => expect(search()).toBe(''))
  })

  it('has the same as a table', async () => {
    const { search } = open()
    fireEvent.click(await screen.findByRole('button', { name: 'As a table' }))
    await waitFor(() => expect(search()).toBe('?as=table'))
    const table = screen.getByRole('table', { name: 'Timeline of the targets' })
    await waitFor(() =>
      expect(
        within(table)
          .getAllByRole('row')
          .slice(1)
          .map((row) => within(row).getAllByRole('cell').at(-1)?.textContent),
      ).toEqual(['3.0 s', '40.0 s ▲ stands out', '✕ failed 4.0 s']),
    )
  })

  it('says what happened to the whole in words, under the numbers of the flags', async () => {
    open()
    const region = await screen.findByRole('region', { name: 'What happened to the whole' })
    expect(
      within(region)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([expect.stringMatching(/^1 .*Started by Ada$/), expect.stringMatching(/^2 .*Eve asked to stop$/)])
  })

  it('says what failed to load, keeps the rest, and asks again when told to', async () => {
    let isBroken = true
    const { calls } = open('/', {
      batchGetDeploymentTargets: ({ targetIds }) =>
        isBroken
          ? refusal('Fault', 'The server is away.')
          : { deploymentTargets: targetIds.map((id) => ({ instanceTarget: record(id) })) as never },
    })
    await screen.findByText(/Some targets could not be loaded/)
    expect(await names()).toEqual(['web-1', 'web-2', 'web-3'])
    isBroken = false
    const asked = calls.length
    fireEvent.click(screen.getByRole('button', { name: /again|Retry/ }))
    await waitFor(() => expect(calls.length).toBeGreaterThan(asked))
    await waitFor(() => expect(screen.queryByText(/Some targets could not be loaded/)).toBeNull())
  })
})
