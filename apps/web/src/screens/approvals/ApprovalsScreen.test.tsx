import type { ActionState, DeploymentSummary } from '@sluice/model'
import { act, cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Navigation } from '../../frame/Navigation.tsx'
import { turnNoticesOff } from '../../frame/desktop-notices.ts'
import { queryClient } from '../../query/client.ts'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import ApprovalsScreen from './ApprovalsScreen.tsx'

/** On a busy machine the stand-in socket may take its time. */
configure({ asyncUtilTimeout: 10_000 })

const waiting = (deploymentId: string, status = 'Ready') =>
  partOf<DeploymentSummary>({
    deploymentId,
    applicationName: 'shop',
    deploymentGroupName: 'production',
    revisionName: '1.1',
    startedBy: 'Dana',
    status,
    createTime: '2026-11-22T12:00:00.000Z',
    blueGreen: { ready: { until: new Date(Date.now() + 3_600_000).toISOString(), atItsEnd: 'STOP_DEPLOYMENT' } },
  })

const mayNot = { allowed: false, reason: 'You started this deployment.' }

function open(rows: DeploymentSummary[], mayApprove: ActionState = { allowed: true }) {
  const live = standInLive({ deployments: { deployments: rows } })
  let asked = rows
  const told: DeploymentSummary[] = []
  const calls = standInServer({
    listDeployments: () => ({ deploymentsInfo: asked }),
    listApprovals: () => ({
      approvals: [...asked, ...told].map(({ deploymentId }) => ({
        deploymentId,
        mayApprove,
        approvals: 0,
        approvers: 2,
      })),
    }),
    getApproval: () => ({ mayApprove, evidence: partOf({ checks: [{ state: 'failed' }] }) }),
  })
  renderAt(
    <>
      <Navigation />
      <ApprovalsScreen />
    </>,
  )
  return {
    calls,
    async now(row: DeploymentSummary) {
      await waitFor(() => expect(document.querySelector('[data-state="live"]')).not.toBeNull())
      told.push(row)
      act(() => live.delta('deployments', { deployments: [row] }, '*'))
    },
    /** The live channel is lost; what requests are answered from now on. */
    async cutThenAnswer(...later: DeploymentSummary[]) {
      await waitFor(() => expect(document.querySelector('[data-state="live"]')).not.toBeNull())
      act(live.cut)
      asked = later
      await act(() => queryClient.invalidateQueries())
    },
  }
}

const asked = vi.fn<() => Promise<NotificationPermission>>(async () => {
  StandInNotification.permission = 'granted'
  return 'granted'
})
const notices: string[] = []
class StandInNotification extends EventTarget {
  static permission: NotificationPermission = 'default'
  static readonly requestPermission = asked
  constructor(title: string) {
    super()
    notices.push(title)
  }
  close() {}
}

afterEach(() => {
  cleanup()
  turnNoticesOff()
  forgetLive()
  forgetServer()
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('what waits for a decision', () => {
  it('is listed with its time, whether one may approve and what is missing; badge and title of the tab count it', async () => {
    open([waiting('d-1A2B3C4D5')])
    const list = await screen.findByRole('list', { name: 'Waiting for a decision' })
    await waitFor(() => expect(list.textContent).toContain('You may approve.'))
    expect(list.textContent).toContain('0 of 2 approvals.')
    expect(screen.getByRole('timer', { name: 'Time left' }).textContent).toMatch(/^(59:5\d|1:00:00)$/)
    expect(screen.getByRole('link', { name: 'Review d-1A2B3C4D5' }).getAttribute('href')).toBe(
      '/deployments/d-1A2B3C4D5/approve',
    )
    await screen.findByRole('link', { name: 'Approvals, 1 waiting' })
    expect(document.title).toBe('(1!) Approvals · Sluice')
  })

  it('is listed for who may not approve too, but neither badge nor title calls them', async () => {
    open([waiting('d-1A2B3C4D5')], mayNot)
    const list = await screen.findByRole('list', { name: 'Waiting for a decision' })
    await waitFor(() => expect(list.textContent).toContain('You may not approve. You started this deployment.'))
    expect(screen.getByRole('link', { name: 'Approvals' })).toBeDefined()
    expect(document.title).toBe('Approvals · Sluice')
  })

  it('is one question for all of it, and hosts are measured only for who may decide', async () => {
    const rows = ['d-1A2B3C4D5', 'd-2A2B3C4D5', 'd-3A2B3C4D5'].map((id) => waiting(id))
    const { calls } = open(rows, mayNot)
    await waitFor(() => expect(screen.getAllByText(/You may not approve/)).toHaveLength(rows.length))
    expect(calls.map(({ name }) => name)).not.toContain('getApproval')
    cleanup()
    forgetServer()
    open(rows)
    await waitFor(() => expect(screen.getAllByText(/1 check fails/)).toHaveLength(rows.length))
  })

  it('comes and goes by itself', async () => {
    const { now } = open([])
    await screen.findByRole('heading', { name: 'Nothing waits for a decision' })
    await now(waiting('d-1A2B3C4D5'))
    await screen.findByRole('link', { name: 'Review d-1A2B3C4D5' })
    await now(waiting('d-1A2B3C4D5', 'InProgress'))
    await screen.findByRole('heading', { name: 'Nothing waits for a decision' })
    expect(document.title).toBe('Approvals · Sluice')
  })

  it('is what requests answer while the live channel is cut: what it told last is over', async () => {
    const { cutThenAnswer } = open([waiting('d-1A2B3C4D5', 'InProgress'), waiting('d-2A2B3C4D5')])
    await screen.findByRole('link', { name: 'Review d-2A2B3C4D5' })
    await cutThenAnswer(waiting('d-1A2B3C4D5'))
    await screen.findByRole('link', { name: 'Review d-1A2B3C4D5' })
    expect(screen.queryByRole('link', { name: 'Review d-2A2B3C4D5' })).toBeNull()
  })

  it('is told on the desktop only to who pressed for it, and the browser asks only then', async () => {
    vi.stubGlobal('Notification', StandInNotification)
    turnNoticesOff()
    const { now } = open([])
    const press = await screen.findByRole('button', { name: 'Notify me on the desktop' })
    await now(waiting('d-1A2B3C4D5'))
    await screen.findByRole('link', { name: 'Review d-1A2B3C4D5' })
    expect([asked.mock.calls.length, notices]).toEqual([0, []])
    fireEvent.click(press)
    await screen.findByRole('button', { name: 'Stop desktop notices' })
    await now(waiting('d-2A2B3C4D5'))
    await waitFor(() => expect(notices).toEqual(['shop › production waits for approval']))
  })
})
