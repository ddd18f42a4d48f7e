import type { DeploymentSummary } from '@sluice/model'
import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import ApprovalScreen from './ApprovalScreen.tsx'
import { anApproval, check, inMinutes, waitingDeployment } from './testing/an-approval.ts'
import type { Approval } from './testing/an-approval.ts'

/** On a busy machine the stand-in socket may take its time. */
configure({ asyncUtilTimeout: 10_000 })

const deploymentId = 'd-1A2B3C4D5'

function open(
  deployment: DeploymentSummary,
  approval: Approval | (() => Approval) = anApproval(),
  more: Answers = {},
  named: Record<string, DeploymentSummary> = {},
) {
  const live = standInLive({ deployment }, named)
  const calls = standInServer({
    getDeployment: () => ({ deploymentInfo: deployment }),
    getApproval: () => (typeof approval === 'function' ? approval() : approval),
    continueDeployment: () => ({ status: 'continued' }),
    stopDeployment: () => ({ status: 'Pending', statusMessage: 'Stopping.' }),
    ...more,
  })
  renderAt(<ApprovalScreen />, {
    at: `/deployments/${deploymentId}/approve`,
    path: '/deployments/:deploymentId/approve',
  })
  const sent = (name: string) => calls.filter((call) => call.name === name).map((call) => call.input)
  const now = async (next: DeploymentSummary) => {
    await waitFor(() => expect(document.querySelector('[data-state="live"]')).not.toBeNull())
    act(() => live.delta('deployment', next, deploymentId))
  }
  return { sent, now }
}

const reroute = () => screen.getByRole('button', { name: 'Reroute traffic: 100 % to 1.1' })
const note = () => screen.getByLabelText<HTMLTextAreaElement>(/^Note/)
const phrase = () => screen.getByLabelText<HTMLInputElement>('Type production to approve')
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })
const description = (button: HTMLElement) =>
  document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent
const shown = () => screen.findByRole('form', { name: 'Decision' })

async function decide() {
  await shown()
  type(note(), 'Looked at both')
  type(phrase(), 'production')
}

afterEach(() => {
  cleanup()
  forgetLive()
  forgetServer()
  vi.unstubAllGlobals()
})

describe('the gate', () => {
  it('opens when the note is written and the group is typed; what was seen goes with it', async () => {
    const { sent } = open(waitingDeployment())
    await shown()
    expect(description(reroute())).toBe('A note is missing: it is kept with the decision. Write one first.')
    type(note(), 'Looked at both')
    expect(description(reroute())).toBe('The group is not confirmed. Type production first.')
    type(phrase(), 'production')
    expect(reroute().getAttribute('aria-disabled')).toBeNull()
    fireEvent.click(reroute())
    await waitFor(() => expect(sent('continueDeployment')).toHaveLength(1))
    expect(sent('continueDeployment')).toEqual([
      {
        deploymentId,
        deploymentWaitType: 'READY_WAIT',
        seen: 'seen-1',
        note: 'Looked at both',
        typed: 'production',
      },
    ])
  })

  it('does not open by Enter while the name of another group is typed', async () => {
    const { sent } = open(waitingDeployment())
    await shown()
    type(note(), 'Looked at both')
    type(phrase(), 'staging')
    fireEvent.submit(screen.getByRole('form', { name: 'Decision' }))
    expect(sent('continueDeployment')).toEqual([])
    type(phrase(), 'production')
    fireEvent.submit(screen.getByRole('form', { name: 'Decision' }))
    await waitFor(() => expect(sent('continueDeployment')).toHaveLength(1))
  })

  it('lets a second press through only once', async () => {
    const { sent } = open(waitingDeployment())
    await decide()
    fireEvent.click(reroute())
    fireEvent.click(reroute())
    await screen.findByText('Approved. The reroute begins…')
    fireEvent.click(reroute())
    expect(sent('continueDeployment')).toHaveLength(1)
  })

  it('asks to have seen what fails, with a note, before all else', async () => {
    const failing = check({ state: 'failed', sentence: '1 of 2 replacement hosts are healthy.' })
    open(waitingDeployment(), anApproval({ noteRequired: false }, [failing]))
    await decide()
    expect(description(reroute())).toBe('A check fails. Tick that you have seen it first.')
    fireEvent.click(screen.getByLabelText(/^I have seen that a check fails: 1 of 2 replacement hosts/))
    expect(reroute().getAttribute('aria-disabled')).toBeNull()
    type(note(), '')
    expect(reroute().getAttribute('aria-disabled')).toBe('true')
  })

  it('stays closed for who started it, and says why', async () => {
    const reason = 'You started this deployment. Somebody else must approve it.'
    const { sent } = open(waitingDeployment(), anApproval({ mayApprove: { allowed: false, reason } }))
    await decide()
    expect(description(reroute())).toBe(reason)
    expect(screen.getByRole('region', { name: 'Deadline' }).textContent).toContain(`you may not approve: ${reason}`)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Waiting for somebody else')
    fireEvent.click(reroute())
    fireEvent.submit(screen.getByRole('form', { name: 'Decision' }))
    expect(sent('continueDeployment')).toEqual([])
  })
})

describe('what others do meanwhile', () => {
  it('makes the server refuse what was seen: its sentence is shown, what was typed is kept, the newest is sent next', async () => {
    let approval = anApproval()
    const answers = [
      () => refusal('StateChanged', 'Replacement health changed since you opened this: 1 of 2. Review again.'),
      () => ({ status: 'continued' as const }),
    ]
    const { sent } = open(waitingDeployment(), () => approval, {
      continueDeployment: () => (answers.shift() ?? (() => ({})))(),
    })
    await decide()
    approval = anApproval({ seen: 'seen-2' })
    fireEvent.click(reroute())
    await screen.findByText(/Replacement health changed since you opened this: 1 of 2/)
    expect([note().value, phrase().value]).toEqual(['Looked at both', 'production'])
    await waitFor(() => expect(sent('getApproval').length).toBeGreaterThan(1))
    await waitFor(() => expect(reroute().getAttribute('aria-disabled')).toBeNull())
    fireEvent.click(reroute())
    await waitFor(() => expect(sent('continueDeployment')).toHaveLength(2))
    expect(sent('continueDeployment')[1]).toMatchObject({ seen: 'seen-2', note: 'Looked at both' })
  })

  it('takes the buttons away when somebody else decided, says who, and keeps what was typed', async () => {
    const before = waitingDeployment()
    const { now } = open(before)
    await shown()
    type(note(), 'Still looking')
    const at = '2026-11-22T14:18:04.000Z'
    const ready = {
      ...before.blueGreen?.ready,
      approvals: [{ by: 'Eve', actorId: 'user:u-2', at, note: 'All well' }],
      ended: { at, how: 'rerouted', by: 'Eve' },
    }
    await now(waitingDeployment(partOf({ step: 'rerouting', ready }), { status: 'InProgress' }))
    const banner = await screen.findByRole('status', { name: 'Decision' })
    expect(banner.textContent).toMatch(/^Eve rerouted at \d\d:\d\d:\d\d, note: All well$/)
    expect(screen.queryByRole('button', { name: /^Reroute traffic/ })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull()
    expect(note().value).toBe('Still looking')
  })

  it('is not what one did oneself: the first of two approvals is kept, and its note is sent', async () => {
    let approval = anApproval()
    const { now } = open(waitingDeployment(), () => approval, {
      continueDeployment: () => {
        const approvals = [{ by: 'Ada', actorId: 'user:u-1', at: '2026-11-22T14:18:04.000Z', note: 'Looked at both' }]
        const mayApprove = { allowed: false, reason: 'You have approved already.' }
        approval = anApproval({ seen: 'seen-2', approvals, mayApprove })
        return { status: 'waiting' as const }
      },
    })
    await decide()
    fireEvent.click(reroute())
    await screen.findByText(/^Your approval is kept, and so is its note/)
    await waitFor(() => expect(description(reroute())).toBe('You have approved already.'))
    expect(screen.queryByText(/Something changed since you began/)).toBeNull()
    const ended = { at: '2026-11-22T14:19:04.000Z', how: 'rerouted', by: 'Eve' }
    const ready = { ...waitingDeployment().blueGreen?.ready, ended }
    await now(waitingDeployment(partOf({ step: 'rerouting', ready }), { status: 'InProgress' }))
    await screen.findByRole('status', { name: 'Decision' })
    expect(screen.queryByLabelText(/^Note/)).toBeNull()
  })

  it('counts: one of two has approved, and who', async () => {
    const policy = { approvers: 2, ownApprovalAllowed: false, noteRequired: true, typedConfirmation: true }
    const approvals = [{ by: 'Eve', actorId: 'user:u-2', at: '2026-11-22T14:18:04.000Z', note: 'All well' }]
    open(waitingDeployment(), anApproval({ policy, approvals }))
    const records = await screen.findByRole('region', { name: '1 of 2 approvals' })
    expect(records.textContent).toContain('Eve approved')
    expect(records.textContent).toContain('All well')
  })
})

describe('one of two approvals', () => {
  const policy = { approvers: 2, ownApprovalAllowed: false, noteRequired: true, typedConfirmation: true }
  const approvals = [{ by: 'Eve', actorId: 'user:u-2', at: '2026-11-22T14:18:04.000Z', note: 'All well' }]

  it('moves nobody, and the button does not say that it does', async () => {
    open(waitingDeployment(), anApproval({ policy }))
    await shown()
    expect(screen.getByRole('button', { name: 'Approve (1 of 2)' })).toBeDefined()
    expect(screen.queryByRole('button', { name: /^Reroute traffic/ })).toBeNull()
  })

  it('after another one is the last, and its button says that users move', async () => {
    open(waitingDeployment(), anApproval({ policy, approvals }))
    await shown()
    expect(reroute()).toBeDefined()
  })

  it('is asked for on a phone without a word of users that move', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }))
    open(waitingDeployment(), anApproval({ policy }))
    fireEvent.click(await screen.findByRole('button', { name: 'Review & approve' }))
    expect(screen.getByRole('dialog').textContent).toContain('No user is moved yet: this is approval 1 of 2.')
    expect(screen.getByRole('dialog').textContent).not.toContain('All users are moved')
  })
})

describe('the deadline', () => {
  it('is a timer on the page, with what happens at zero', async () => {
    open(waitingDeployment())
    await shown()
    expect(screen.getByRole('timer', { name: 'Decide by' }).textContent).toMatch(/^(39:5\d|40:00)$/)
    expect(screen.getByText(/^If nobody decides/).textContent).toBe(
      'If nobody decides, the deployment stops and users stay on 1.0.',
    )
  })

  it('interrupts at two minutes, not before', async () => {
    const withMinutes = (minutes: number) => {
      const standing = waitingDeployment().blueGreen
      return waitingDeployment(partOf({ ready: { ...standing?.ready, until: inMinutes(minutes) } }))
    }
    const { now } = open(withMinutes(9))
    await shown()
    const alerts = () => screen.queryAllByRole('alert').map((alert) => alert.textContent)
    expect(alerts().join('')).toBe('')
    await now(withMinutes(1.5))
    await waitFor(() => expect(alerts().join('')).toContain('Less than 2 minutes left to decide.'))
  })

  it('takes the buttons away when it is over', async () => {
    const standing = waitingDeployment().blueGreen
    open(waitingDeployment(partOf({ ready: { ...standing?.ready, until: inMinutes(-0.1) } })))
    await screen.findByText('Time is up. The deployment stops now.')
    expect(screen.queryByRole('form', { name: 'Decision' })).toBeNull()
  })
})

describe('after the switch', () => {
  const originals = { action: 'TERMINATE', waitMinutes: 60, keptUntil: inMinutes(30) }
  const moved = { rerouted: 2, blocked: 2, trafficMovedAt: '2026-11-22T14:19:00.000Z', originals }
  const back = () => fireEvent.click(screen.getByRole('button', { name: 'Send users back' }))
  const confirm = () => fireEvent.click(screen.getByRole('button', { name: 'Send users back to 1.0' }))
  const allowed = anApproval({ maySendBack: { allowed: true } })

  it('sends users back by a stop while the deployment runs, after a question', async () => {
    const running = waitingDeployment(partOf({ ...moved, step: 'terminationWait' }), { status: 'InProgress' })
    const { sent } = open(running, allowed)
    await screen.findByRole('timer', { name: 'Originals kept until' })
    await screen.findByRole('button', { name: 'Send users back' })
    back()
    expect(sent('stopDeployment')).toEqual([])
    confirm()
    await waitFor(() => expect(sent('stopDeployment')).toEqual([{ deploymentId, autoRollbackEnabled: true }]))
  })

  it('sends users back by a rollback when the deployment has ended', async () => {
    const ended = waitingDeployment(partOf({ ...moved, step: 'ended' }), { status: 'Succeeded' })
    const { sent } = open(ended, allowed, {
      rollBackDeployment: () => ({ deploymentId: 'd-9A2B3C4D5', revisionName: '1.0' }),
    })
    await screen.findByRole('button', { name: 'Send users back' })
    back()
    confirm()
    await waitFor(() => expect(sent('rollBackDeployment')).toEqual([{ deploymentId }]))
    expect(sent('stopDeployment')).toEqual([])
  })

  it('can send them back once more when the first way back failed: the server says whether', async () => {
    const more = { status: 'Stopped', rollbackInfo: { rollbackDeploymentId: 'd-9A2B3C4D5' } }
    open(waitingDeployment(partOf({ ...moved, step: 'ended' }), more), allowed)
    await screen.findByRole('button', { name: 'Send users back' })
  })

  it('says when users were sent back, and by which deployment', async () => {
    const rollbackDeploymentId = 'd-9A2B3C4D5'
    const stopped = waitingDeployment(partOf({ ...moved, step: 'ended' }), {
      status: 'Stopped',
      rollbackInfo: { rollbackDeploymentId },
    })
    const way = waitingDeployment(
      partOf({ kind: 'trafficBack', step: 'ended', trafficMovedAt: moved.trafficMovedAt }),
      {
        deploymentId: rollbackDeploymentId,
        status: 'Succeeded',
      },
    )
    open(
      stopped,
      allowed,
      { getDeployment: ({ deploymentId: id }) => ({ deploymentInfo: id === rollbackDeploymentId ? way : stopped }) },
      { [`deployment:${rollbackDeploymentId}`]: way },
    )
    const said = await screen.findByRole('status', { name: 'Way back' })
    await waitFor(() => expect(said.textContent).toMatch(/^Users were sent back at \d\d:\d\d:\d\d\./))
    expect(within(said).getByRole('link').getAttribute('href')).toBe(`/deployments/${rollbackDeploymentId}`)
  })

  it('of a first fleet shows no original and no way back to one', async () => {
    const first = { ...waitingDeployment().blueGreen?.original, total: 0 }
    const approval = anApproval({ maySendBack: { allowed: false, reason: 'There were no original hosts.' } })
    const evidence = approval.evidence && {
      ...approval.evidence,
      original: { ...approval.evidence.original, total: 0, healthy: 0, members: [] },
    }
    const ended = waitingDeployment(partOf({ ...moved, original: first, step: 'ended' }), { status: 'Succeeded' })
    open(ended, { ...approval, ...(evidence && { evidence }) })
    await screen.findByRole('region', { name: /^▨? ?Replacement/ })
    expect(screen.queryByRole('region', { name: /Original/ })).toBeNull()
    expect(screen.queryByRole('button', { name: /back/ })).toBeNull()
  })

  it('ends the originals early after a question, where the server allows it', async () => {
    const running = waitingDeployment(partOf({ ...moved, step: 'terminationWait' }), { status: 'InProgress' })
    const { sent } = open(running, allowed)
    fireEvent.click(await screen.findByRole('button', { name: 'End originals now' }))
    fireEvent.click(screen.getByRole('button', { name: 'End 2 originals' }))
    await waitFor(() =>
      expect(sent('continueDeployment')).toEqual([{ deploymentId, deploymentWaitType: 'TERMINATION_WAIT' }]),
    )
  })
})

describe('a deployment that ended before the switch', () => {
  it('still shows both fleets, what became of the replacement, and where to read why', async () => {
    const { evidence: _, ...nothing } = anApproval()
    open(waitingDeployment({ step: 'ended', rerouted: 0 }, { status: 'Failed' }), nothing)
    await screen.findByText('Users never left these hosts.')
    expect(screen.getByRole('region', { name: /Replacement/ }).textContent).toContain('1.1 · 2 hosts')
    expect(screen.getByText(/it got no users and was ended with it/)).toBeDefined()
    expect(screen.getByRole('link', { name: 'See why in the live view' }).getAttribute('href')).toBe(
      `/deployments/${deploymentId}`,
    )
  })
})

describe('the same address', () => {
  it('of a deployment in place says so and leads to it, and asks for no evidence', async () => {
    const { sent } = open(waitingDeployment({}, { blueGreen: undefined, status: 'InProgress' }))
    await screen.findByRole('heading', { name: 'Nothing to approve' })
    expect(screen.getByRole('link', { name: `Watch ${deploymentId}` })).toBeDefined()
    expect(sent('getApproval')).toEqual([])
  })

  it('turns into the decision by itself when the replacement is ready', async () => {
    const { now } = open(waitingDeployment({ step: 'installing' }, { status: 'InProgress' }))
    await screen.findByRole('heading', { name: 'Not waiting yet' })
    await now(waitingDeployment())
    await shown()
  })
})

describe('on a phone', () => {
  it('one decides on a sheet, and what is typed outlives its closing', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }))
    open(waitingDeployment())
    const bar = await screen.findByRole('group', { name: 'Decide' })
    expect(screen.queryByRole('form', { name: 'Decision' })).toBeNull()
    fireEvent.click(within(bar).getByRole('button', { name: 'Review & approve' }))
    type(phrase(), 'produ')
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('form', { name: 'Decision' })).toBeNull()
    fireEvent.click(within(bar).getByRole('button', { name: 'Review & approve' }))
    expect(phrase().value).toBe('produ')
  })
})
