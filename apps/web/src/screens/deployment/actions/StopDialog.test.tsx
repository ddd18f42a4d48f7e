import type { DeploymentSummary } from '@sluice/model'
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queryClient } from '../../../query/client.ts'
import { Toaster } from '../../../ui/Toast.tsx'
import { StopDialog } from './StopDialog.tsx'

const running = {
  deploymentId: 'd-1A2B3C4D5',
  deploymentGroupName: 'production',
  status: 'InProgress',
  revisionName: '1.1',
  previousRevisionName: '1.0',
  stopConsequences: { updated: 1, leftPartWay: 2, untouched: 1 },
  health: { failed: 0 },
  actions: { stopAndRollBack: { allowed: true } },
} as DeploymentSummary

function Screen({ deployment }: { deployment: DeploymentSummary }) {
  const [open, setOpen] = useState(true)
  return (
    <MemoryRouter>
      <QueryClientProvider client={queryClient}>
        <StopDialog deployment={deployment} isStale={false} open={open} onClose={() => setOpen(false)} />
        <Toaster />
      </QueryClientProvider>
    </MemoryRouter>
  )
}

const lines = () => screen.getAllByRole('listitem').map((line) => line.textContent)
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

let untouched: object[]
/** Of what was sent, all but the question what lies on the untouched hosts. */
let sent: unknown[]

beforeEach(() => {
  untouched = [{ has: 'revision', revisionName: '1.0', isWayBack: true, hosts: 1 }]
  sent = []
  vi.stubGlobal('fetch', async (address: string, { body }: RequestInit) => {
    if (address.endsWith('planStop')) return Response.json({ untouched })
    sent.push(JSON.parse(String(body)))
    return Response.json({ status: 'Pending', statusMessage: 'No more targets are started.' })
  })
})
afterEach(() => {
  cleanup()
  queryClient.clear()
  vi.unstubAllGlobals()
})

describe('stopping a deployment', () => {
  it('says what it means for one host and for several', async () => {
    render(<Screen deployment={running} />)
    await screen.findByText('1 host stays on 1.0')
    expect(lines()).toEqual([
      '1 host stays on 1.1',
      '2 hosts are left part-way',
      '1 host stays on 1.0',
      '3 hosts get 1.0: 1 updated, 2 left part-way',
      '1 host gets 1.0 once more, untouched until then',
    ])
  })

  it('says of untouched hosts what lies on each, and which of them a rollback would change', async () => {
    untouched = [
      { has: 'revision', revisionName: '1.05', isWayBack: false, hosts: 2 },
      { has: 'revision', revisionName: '1.0', isWayBack: true, hosts: 1 },
      { has: 'nothing', isWayBack: false, hosts: 1 },
      { has: 'asBefore', isWayBack: false, hosts: 3 },
    ]
    render(<Screen deployment={{ ...running, stopConsequences: { updated: 1, leftPartWay: 0, untouched: 7 } }} />)
    await screen.findByText('2 hosts stay on 1.05')
    expect(lines()).toEqual([
      '1 host stays on 1.1',
      '0 hosts are left part-way',
      '2 hosts stay on 1.05',
      '1 host stays on 1.0',
      '1 host stays without anything of this group',
      '3 hosts stay as they are',
      '1 host gets 1.0: 1 updated',
      '2 hosts that have 1.05 get 1.0 instead, untouched until then',
      '1 host gets 1.0 once more, untouched until then',
      '1 host without anything of this group gets 1.0, untouched until then',
      '3 hosts get 1.0, whatever they have now, untouched until then',
    ])
  })

  it('counts hosts that failed among those that a rollback changes', async () => {
    render(<Screen deployment={{ ...running, health: { ...running.health, failed: 2 } }} />)
    await screen.findByText('1 host stays on 1.0')
    expect(lines()).toContain('2 hosts have failed and stay so')
    expect(lines()).toContain('5 hosts get 1.0: 1 updated, 2 left part-way, 2 failed')
  })

  it('names no revision of untouched hosts that were looked up at another moment', async () => {
    const { rerender } = render(<Screen deployment={running} />)
    await screen.findByText('1 host stays on 1.0')
    rerender(<Screen deployment={{ ...running, stopConsequences: { updated: 1, leftPartWay: 0, untouched: 3 } }} />)
    expect(lines().filter((line) => line?.startsWith('3'))).toEqual([
      '3 hosts stay as they are',
      '3 hosts get 1.0, whatever they have now, untouched until then',
    ])
  })

  it('that has updated nobody yet does not say that none go back', () => {
    render(<Screen deployment={{ ...running, stopConsequences: { updated: 0, leftPartWay: 2, untouched: 2 } }} />)
    const back = lines().filter((line) => line?.includes(': '))
    expect(back).toEqual(['2 hosts get 1.0: 2 left part-way'])
  })

  it('offers no rollback where the server says that there is none, and gives its reason', () => {
    const { rerender } = render(<Screen deployment={running} />)
    const back = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Stop and roll back' })
    expect(back().getAttribute('aria-disabled')).not.toBe('true')
    const actions = { stopAndRollBack: { allowed: false, reason: 'There is nothing else to go back to.' } }
    rerender(<Screen deployment={{ ...running, actions: { ...running.actions, ...actions } }} />)
    expect(back().getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText('There is nothing else to go back to.')).toBeDefined()
  })

  it('is left as it was by Cancel, and nothing is sent', () => {
    render(<Screen deployment={running} />)
    press('Cancel')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(sent).toEqual([])
  })

  it('sends why, and nothing for a reason of blanks', async () => {
    for (const why of ['The wrong bundle', '  ']) {
      render(<Screen deployment={running} />)
      fireEvent.change(screen.getByRole('textbox', { name: /^Why/ }), { target: { value: why } })
      press('Stop and leave as is')
      await screen.findByText(/^accepted/)
      cleanup()
    }
    const stop = { deploymentId: running.deploymentId, autoRollbackEnabled: false }
    expect(sent).toEqual([{ ...stop, note: 'The wrong bundle' }, stop])
  })

  it('is over when the deployment has stopped, not when the wish was accepted', async () => {
    const { rerender } = render(<Screen deployment={running} />)
    press('Stop and leave as is')
    await screen.findByText(/^accepted/)
    expect(screen.getByText('2 hosts still finish their event.')).toBeDefined()
    rerender(<Screen deployment={{ ...running, status: 'Stopped' }} />)
    await screen.findByText('Stopped d-1A2B3C4D5')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('stays open and says so when the deployment ended in another way', async () => {
    const { rerender } = render(<Screen deployment={running} />)
    press('Stop and leave as is')
    await screen.findByText(/^accepted/)
    rerender(<Screen deployment={{ ...running, status: 'Succeeded', completeTime: '2026-11-22T14:00:00.000Z' }} />)
    expect(screen.getByRole('status', { name: 'Progress of the stop' }).textContent).toContain('succeeded')
  })
})
