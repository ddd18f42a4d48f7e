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

beforeEach(() => {
  vi.stubGlobal('fetch', async () =>
    Response.json({ status: 'Pending', statusMessage: 'No more targets are started.' }),
  )
})
afterEach(() => {
  cleanup()
  queryClient.clear()
  vi.unstubAllGlobals()
})

describe('stopping a deployment', () => {
  it('says what it means for one host and for several', () => {
    render(<Screen deployment={running} />)
    expect(lines()).toEqual([
      '1 host stays on 1.1',
      '2 hosts are left part-way',
      '1 host stays on 1.0',
      '3 hosts go back to 1.0: 1 updated, 2 left part-way',
      '1 host gets 1.0 once more, untouched until then',
    ])
  })

  it('that has updated nobody yet does not say that none go back', () => {
    render(<Screen deployment={{ ...running, stopConsequences: { updated: 0, leftPartWay: 2, untouched: 2 } }} />)
    const back = lines().filter((line) => line?.includes('back'))
    expect(back).toEqual(['2 hosts go back to 1.0: 2 left part-way'])
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
    const sent: string[] = []
    vi.stubGlobal('fetch', async (address: string) => {
      sent.push(address)
      return Response.json({})
    })
    render(<Screen deployment={running} />)
    press('Cancel')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(sent).toEqual([])
  })

  it('sends why, and nothing for a reason of blanks', async () => {
    const sent: unknown[] = []
    vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
      sent.push(JSON.parse(String(body)))
      return Response.json({ status: 'Pending', statusMessage: 'No more targets are started.' })
    })
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
