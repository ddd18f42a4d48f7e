import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
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
    const calls = standInServer({
      getApproval: () => ({ maySendBack: { allowed: false, reason: 'Ended.' } }),
      planRollBack: () => ({ whole: { text: 'a new replacement fleet; then users are moved to it' } }),
    })
    open()
    await screen.findByRole('button', { name: 'Roll back to 1.0' })
    expect(calls.map(({ name }) => name)).toContain('getApproval')
    await screen.findByText(/^a new replacement fleet/)
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

describe('rolling back by deploying', () => {
  const { blueGreen: _, ...inPlace } = { ...succeeded, deploymentGroupName: 'live', previousRevisionName: '1.0' }
  const whole = { text: 'all 4 hosts of live, at most 2 at a time' }
  const button = () => screen.getByRole('button', { name: 'Roll back to 1.0' })
  const isOff = () => button().getAttribute('aria-disabled') === 'true'
  const isSent = (calls: { name: string }[]) => calls.some(({ name }) => name === 'rollBackDeployment')

  it('asks for the group’s name where every start of it would, and sends nothing before', async () => {
    const why = 'This group is production by its name, and all 4 hosts go at once.'
    const calls = standInServer({
      planRollBack: () => ({ whole: { ...whole, confirm: { typed: 'live', why } } }),
      rollBackDeployment: () => ({ deploymentId: 'd-NEW000000' as never }),
    })
    open(inPlace)
    const field = await screen.findByLabelText('Type live to roll back')
    expect(screen.getByText(why)).toBeTruthy()
    fireEvent.click(button())
    fireEvent.change(field, { target: { value: 'liv' } })
    fireEvent.submit(field)
    expect([isOff(), isSent(calls)]).toEqual([true, false])
    fireEvent.change(field, { target: { value: 'live' } })
    fireEvent.submit(field)
    await waitFor(() => expect(isSent(calls)).toBe(true))
  })

  it('is one press where the server asks for nothing', async () => {
    const calls = standInServer({ planRollBack: () => ({ whole }), rollBackDeployment: silence })
    open(inPlace)
    await waitFor(() => expect(isOff()).toBe(false))
    expect(screen.queryByRole('textbox')).toBeNull()
    fireEvent.click(button())
    await waitFor(() => expect(isSent(calls)).toBe(true))
  })

  it('goes to all hosts, or to those that were changed when some were not and a person says so', async () => {
    const calls = standInServer({ planRollBack: () => ({ whole }), rollBackDeployment: silence })
    open(inPlace)
    await screen.findByText(whole.text)
    expect(screen.queryByRole('checkbox')).toBeNull()
    fireEvent.click(button())
    await waitFor(() => expect(isSent(calls)).toBe(true))
    expect(calls.at(-1)?.input).toEqual({ deploymentId: 'd-1A2B3C4D5' })
  })

  const changed = { text: 'the 2 hosts of live that d-1A2B3C4D5 changed (web-1, web-2)' }
  const others = 'The other 4 hosts of live stay as they are.'
  const narrowed = {
    ...inPlace,
    health: partOf<typeof inPlace.health>({ total: 2 }),
    stopConsequences: { leftPartWay: 0, updated: 2, untouched: 0 },
    narrowed: { by: 'onlyTargets' as const, leftOut: 4, othersRunIt: false },
  }

  it('of a deployment to a part of its group names the hosts that the server names, and offers those it changed', async () => {
    const all = { text: 'all 6 hosts of live, at most 3 at a time', confirm: { typed: 'live', why: 'All at once.' } }
    const calls = standInServer({
      planRollBack: () => ({ whole: all, onlyChangedHosts: { allowed: true, to: changed, others } }),
      rollBackDeployment: silence,
    })
    open(narrowed)
    await screen.findByText(all.text)
    expect(isOff()).toBe(true)
    expect(screen.getByText(others)).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox', { name: 'Only hosts that it changed' }))
    expect(screen.getByText(changed.text)).toBeTruthy()
    const looked = screen.getByRole('link', { name: 'Look at what would change first' })
    expect(looked.getAttribute('href')).toBe('/deployments/new?from=d-1A2B3C4D5&previous=true&hosts=changed')
    expect(screen.queryByRole('textbox')).toBeNull()
    fireEvent.click(button())
    await waitFor(() => expect(isSent(calls)).toBe(true))
    expect(calls.at(-1)?.input).toMatchObject({ onlyChangedHosts: true })
  })

  it('says why it cannot go to the changed hosts alone, before anything is sent', async () => {
    const reason = 'HalfAtATime cannot be kept on the one host that it changed.'
    standInServer({ planRollBack: () => ({ whole, onlyChangedHosts: { allowed: false, reason, others } }) })
    open(narrowed)
    const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Only hosts that it changed' })
    expect(box.disabled).toBe(true)
    expect(screen.getByText(reason)).toBeTruthy()
  })

  it('waits until it is known whether a name must be typed', async () => {
    const calls = standInServer({ planRollBack: () => refusal('Fault', 'The store does not answer.') })
    open(inPlace)
    await screen.findByText(/What it would do at once is not known/)
    fireEvent.click(button())
    expect([isOff(), isSent(calls)]).toEqual([true, false])
  })
})
