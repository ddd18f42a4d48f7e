import type { DeploymentSummary } from '@sluice/model'
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queryClient } from '../../../query/client.ts'
import { EventsPanel } from './EventsPanel.tsx'

const pageSize = 500
let happened: number
let asked: number[]

/** The operation as it answers: the oldest events after a place, a page at a time. */
async function answer(_address: unknown, init?: RequestInit): Promise<Response> {
  const { after = 0 } = JSON.parse(String(init?.body)) as { after?: number }
  asked.push(after)
  const count = Math.min(pageSize, happened - after)
  const events = Array.from({ length: count }, (_, place) => ({
    index: after + place + 1,
    at: '2026-11-22T14:00:00.000Z',
    type: 'TargetSucceeded',
    text: `Event ${after + place + 1}`,
  }))
  return Response.json({ events, ...(count === pageSize && { next: after + pageSize }) })
}

const panel = (status: DeploymentSummary['status']) => (
  <QueryClientProvider client={queryClient}>
    <EventsPanel deployment={{ deploymentId: 'd-1A2B3C4D5', status } as DeploymentSummary} />
  </QueryClientProvider>
)
const newest = () => screen.getAllByRole('listitem')[0]?.textContent

beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', answer)
})
afterEach(() => {
  cleanup()
  queryClient.clear()
  vi.unstubAllGlobals()
})

describe('the events of a deployment', () => {
  it('show the newest on top, however many there are, and offer the older ones', async () => {
    happened = 1203
    render(panel('Succeeded'))
    await waitFor(() => expect(newest()).toContain('Event 1203'))
    expect(asked).toEqual([0, 500, 1000])
    expect(screen.getByRole('button', { name: 'Show older events (703)' })).toBeDefined()
  })

  it('are read once more when the deployment ends, from the last one known', async () => {
    happened = 3
    const { rerender } = render(panel('InProgress'))
    await waitFor(() => expect(newest()).toContain('Event 3'))
    happened = 5
    rerender(panel('Succeeded'))
    await waitFor(() => expect(newest()).toContain('Event 5'))
    expect(asked).toEqual([0, 3])
  })
})
