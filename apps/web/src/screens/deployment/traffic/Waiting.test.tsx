import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetServer, renderAt, standInServer } from '../../../query/testing/stand-in-server.tsx'
import { blueGreen, standing } from '../testing/standing.ts'
import { Waiting } from './Waiting.tsx'

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const ready = { since: inMinutes(-5), atItsEnd: 'STOP_DEPLOYMENT' as const, approvers: 2, approvals: [] }

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('a deployment that waits for the reroute', () => {
  it('says until when, what happens at zero, how many approved, and leads to the page where one decides', async () => {
    standInServer({ getApproval: () => ({ mayApprove: { allowed: true } }) })
    const approvals = [{ by: 'Grace', actorId: 'user:2', at: inMinutes(-1) }]
    const standing = { ready: { ...ready, until: inMinutes(30.5), approvals } }
    renderAt(<Waiting deployment={blueGreen(standing, { status: 'Ready' })} />)
    const region = await screen.findByRole('region', { name: 'Waiting for you' })
    expect(within(region).getByRole('heading').textContent).toContain('Waiting for you to reroute the traffic')
    expect(within(region).getByRole('timer').textContent).toMatch(/^30:\d\d left$/)
    expect(region.textContent).toContain('If nobody decides, the deployment stops and users stay on 1.0.')
    expect(region.textContent).toContain('1 of 2 approvals given (Grace).')
    expect(within(region).getByRole('link').getAttribute('href')).toBe('/deployments/d-1A2B3C4D5/approve')
  })

  it('does not say that it waits for somebody who may not decide, and says why', async () => {
    const reason = 'You started this deployment.'
    standInServer({ getApproval: () => ({ mayApprove: { allowed: false, reason } }) })
    renderAt(<Waiting deployment={blueGreen({ ready: { ...ready, until: inMinutes(30) } }, { status: 'Ready' })} />)
    const region = await screen.findByRole('region', { name: 'Waiting for somebody else' })
    expect(region.textContent).toContain(`You may not approve: ${reason}`)
  })

  it('of a first fleet speaks of no users who could stay', () => {
    const none = { ...standing().original, total: 0 }
    renderAt(
      <Waiting
        deployment={blueGreen({ ready: { ...ready, until: inMinutes(30) }, original: none }, { status: 'Ready' })}
      />,
    )
    expect(screen.getByRole('region').textContent).toContain('the deployment stops and nobody is served, as before.')
  })

  it('says when it would go on by itself', () => {
    const standing = { ready: { ...ready, until: inMinutes(30), atItsEnd: 'CONTINUE_DEPLOYMENT' as const } }
    renderAt(<Waiting deployment={blueGreen(standing, { status: 'Ready' })} />)
    expect(screen.getByRole('region').textContent).toContain('continues by itself: all users go to 1.1.')
  })

  it('waits no more once somebody decided', () => {
    const standing = { ready: { ...ready, ended: { at: inMinutes(0), how: 'rerouted' as const } } }
    renderAt(<Waiting deployment={blueGreen(standing, { status: 'Ready' })} />)
    expect(screen.queryByRole('region')).toBeNull()
  })
})

describe('a deployment that keeps its originals for a while', () => {
  const keeps = {
    step: 'terminationWait' as const,
    originals: { action: 'TERMINATE' as const, waitMinutes: 60, keptUntil: inMinutes(40) },
  }

  it('ends them early only after the question', async () => {
    const calls = standInServer({ continueDeployment: () => ({ status: 'continued' }) })
    const sent = () => calls.filter(({ name }) => name === 'continueDeployment').map(({ input }) => input)
    renderAt(<Waiting deployment={blueGreen(keeps)} />)
    fireEvent.click(screen.getByRole('button', { name: 'End originals now…' }))
    const dialog = screen.getByRole('dialog', { name: 'End the originals of production now?' })
    expect(sent()).toEqual([])
    fireEvent.click(within(dialog).getByRole('button', { name: 'End 4 originals' }))
    await waitFor(() =>
      expect(sent()).toEqual([{ deploymentId: 'd-1A2B3C4D5', deploymentWaitType: 'TERMINATION_WAIT' }]),
    )
  })

  it('offers the way back before the end of the originals, by the question that the watch page asks', async () => {
    const calls = standInServer({
      getApproval: () => ({ maySendBack: { allowed: true } }),
      stopDeployment: () => ({ status: 'Pending' }),
    })
    const stopped = () => calls.filter(({ name }) => name === 'stopDeployment').map(({ input }) => input)
    renderAt(<Waiting deployment={blueGreen(keeps)} />)
    const names = screen.getAllByRole('button').map((button) => button.textContent)
    expect(names).toEqual(['Send users back…', 'End originals now…'])
    const back = screen.getByRole('button', { name: 'Send users back…' })
    await waitFor(() => expect(back.getAttribute('aria-disabled')).toBeNull())
    fireEvent.click(back)
    expect(stopped()).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Send users back to 1.0' }))
    await waitFor(() => expect(stopped()).toEqual([{ deploymentId: 'd-1A2B3C4D5', autoRollbackEnabled: true }]))
  })

  it('shows nothing of itself when the wait is over', () => {
    renderAt(<Waiting deployment={blueGreen({ ...keeps, step: 'ended' })} />)
    expect(screen.queryByRole('region')).toBeNull()
  })
})
