import type { FleetSnapshot } from '@sluice/model'
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fleetOf } from '../../../live/fleet.ts'
import { forgetLive, standInLive } from '../../../query/testing/stand-in-live.ts'
import { forgetServer, renderAt, standInServer } from '../../../query/testing/stand-in-server.tsx'
import { activeShortcuts } from '../../../ui/keys.ts'
import { aFailedDeployment, aGroup, someFailures } from '../failures/testing/a-failure.ts'
import { blueGreen } from '../testing/standing.ts'
import { FleetCard } from './FleetCard.tsx'

const snapshot: FleetSnapshot = {
  targets: ['new-1', 'new-2', 'old-1'],
  waves: [1, 1, 1],
  events: ['Install', 'AllowTraffic', 'BlockTraffic'],
  labels: ['G', 'G', 'B'],
  rows: [
    [0, 2, '224', 1000, 2000, 0],
    [1, 1, '214', 1000, 0, 0],
    [2, 0, '440', 0, 0, 0],
  ],
}
const topic = { data: fleetOf(snapshot), state: 'live', asOf: undefined, error: undefined } as const
const open = (at: string) => renderAt(<FleetCard deployment={blueGreen()} fleet={topic} />, { at })
const counts = { Pending: 1, InProgress: 1, Succeeded: 1, Failed: 0, Skipped: 0, Ready: 0 }
const reason = 'HTTP 503 from /health'

beforeEach(() => {
  standInLive({})
  standInServer({
    batchGetDeploymentTargets: () => ({
      deploymentTargets: [{ instanceTarget: { targetId: 'new-2', statusReason: reason } }] as never,
    }),
  })
})
afterEach(() => {
  cleanup()
  forgetServer()
  forgetLive()
})

describe('the fleet card of a blue/green deployment', () => {
  it('has the two fleets apart, each with its own counts', () => {
    open('/')
    const original = screen.getByRole('region', { name: /^Original \(blue\)/ })
    const replacement = screen.getByRole('region', { name: /^Replacement \(green\)/ })
    expect(within(original).getByRole('heading').textContent).toBe('Original (blue)1 host · 1 pending')
    expect(within(replacement).getByRole('heading').textContent).toBe(
      'Replacement (green)2 hosts · 1 in progress · 1 succeeded',
    )
    expect(
      within(replacement)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['new-1', 'new-2'])
  })

  it('draws on each host only the events of its side', () => {
    open('/')
    const segments = screen.getAllByRole('img').map((image) => image.getAttribute('aria-label'))
    expect(segments).toEqual(['0 of 1 events succeeded', '2 of 2 events succeeded', '1 of 2 events succeeded'])
  })

  it('shows what the balancer says of a host whose traffic is being moved', async () => {
    open('/')
    await screen.findByText(reason)
  })

  it('keeps the filter by fleet in the address, and its table names the fleet of each host', () => {
    const { router } = open('/?view=table')
    fireEvent.click(screen.getByRole('button', { name: 'Green · 2 replacement' }))
    expect(router.state.location.search).toBe('?view=table&fleet=Green')
    const rows = within(screen.getByRole('table', { name: 'Targets' })).getAllByRole('row')
    expect(
      within(rows[0] as HTMLElement)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Name', 'Fleet', 'Status', 'Last event', 'Duration'])
    expect(rows.slice(1).map((row) => row.textContent?.slice(0, 16))).toEqual(['new-1Replacement', 'new-2Replacement'])
  })
})

describe('the keys to failed hosts', () => {
  const failed: FleetSnapshot = {
    ...snapshot,
    targets: ['web-1', 'web-2', 'web-3', 'web-4'],
    waves: [1, 1, 1, 2],
    rows: [
      [0, 3, '234', 1000, 2000, 0],
      [1, 2, '222', 1000, 2000, 0],
      [2, 3, '234', 1000, 2000, 0],
      [3, 0, '000', 0, 0, 0],
    ],
  }
  delete failed.labels
  const press = (key: string) => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key })
    return document.activeElement?.textContent
  }

  it.each(['/', '/?view=table'])('go from one to the next, around both ends, at %s', (at) => {
    renderAt(<FleetCard deployment={blueGreen()} fleet={{ ...topic, data: fleetOf(failed) }} />, { at })
    expect(activeShortcuts()).toContain('nextFailed')
    expect(['[', ']', ']', ']', '['].map(press)).toEqual(['web-3', 'web-1', 'web-3', 'web-1', 'web-3'])
  })

  it('are none where no host failed', () => {
    open('/')
    expect(activeShortcuts()).not.toContain('nextFailed')
  })
})

describe('the fleet card, filtered to a failure group', () => {
  const failing = aFailedDeployment({ deploymentOverview: { ...counts, Failed: 1 } })
  const show = (at: string) => renderAt(<FleetCard deployment={failing} fleet={topic} />, { at })
  beforeEach(() => {
    Element.prototype.scrollIntoView = () => undefined
    standInServer({ getDeploymentFailures: () => someFailures([aGroup({ count: 1, places: [1] })]) })
  })

  it('shows its hosts only, says so, and can be taken away', async () => {
    const { router } = show('/?view=table&failure=k1')
    await screen.findByText(/Only the host where restart\.sh exits 1/)
    const names = () =>
      within(screen.getByRole('table', { name: 'Targets' }))
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent?.slice(0, 5))
    expect(names()).toEqual(['new-2'])
    fireEvent.click(screen.getByRole('button', { name: 'Show all hosts' }))
    expect(router.state.location.search).toBe('?view=table')
    expect(names()).toEqual(['new-1', 'new-2', 'old-1'])
  })

  it('says when the group of a link is not there any more', async () => {
    show('/?view=table&failure=gone')
    expect(await screen.findByText(/The failure group of this link is not here any more/)).toBeDefined()
  })
})
