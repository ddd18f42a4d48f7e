import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { partOf } from '../../../query/testing/part-of.ts'
import { forgetServer, refusal, renderAt, silence, standInServer } from '../../../query/testing/stand-in-server.tsx'
import { blueGreen } from '../testing/standing.ts'
import { RollBackDialog } from './RollBackDialog.tsx'

const moved = { step: 'ended' as const, rerouted: 4, trafficMovedAt: '2026-11-22T14:19:00.000Z' }
const succeeded = blueGreen(moved, { status: 'Succeeded', health: partOf({ total: 4 }), parallel: 4 })
const open = (deployment = succeeded) =>
  renderAt(<RollBackDialog deployment={deployment} open onClose={() => undefined} />)

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('rolling back a blue/green deployment', () => {
  it('sends users back to originals that live, and installs nothing', async () => {
    standInServer({ getApproval: () => ({ maySendBack: { allowed: true } }) })
    open()
    await screen.findByRole('button', { name: 'Send users back' })
    expect(screen.getByRole('dialog').textContent).toContain('all users back to the 4 original hosts')
    expect(screen.getByRole('dialog').textContent).toContain('nothing is installed')
  })

  it('deploys the earlier revision anew when they are gone', async () => {
    const calls = standInServer({ getApproval: () => ({ maySendBack: { allowed: false, reason: 'Ended.' } }) })
    open()
    await screen.findByRole('button', { name: 'Roll back to 1.0' })
    expect(calls.map(({ name }) => name)).toContain('getApproval')
    expect(screen.getByRole('dialog').textContent).toContain('a new replacement fleet')
  })

  it('names no way while it does not know, and starts nothing', () => {
    const calls = standInServer({ getApproval: silence })
    open()
    const button = screen.getByRole('button', { name: 'Roll back' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByRole('dialog').textContent).not.toContain('a new replacement fleet')
    fireEvent.click(button)
    expect(calls.map(({ name }) => name)).not.toContain('rollBackDeployment')
  })

  it('says so when the way cannot be found out', async () => {
    standInServer({ getApproval: () => refusal('Fault', 'The store does not answer.') })
    open()
    await screen.findByText(/How it would be rolled back is not known/)
    expect(screen.getByRole('button', { name: 'Roll back' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('names no revision of originals that nothing is known of', async () => {
    standInServer({ getApproval: () => ({ maySendBack: { allowed: true } }) })
    const unknown = { ...succeeded }
    delete unknown.previousRevisionName
    renderAt(<RollBackDialog deployment={unknown} open onClose={() => undefined} />)
    await screen.findByRole('button', { name: 'Send users back' })
    expect(screen.getByRole('dialog').textContent).toContain('with what was on them before; nothing is installed')
  })
})
