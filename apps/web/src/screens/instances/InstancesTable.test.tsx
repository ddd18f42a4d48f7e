import type { InstanceRow } from '@sluice/model'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { InstancesTable } from './InstancesTable.tsx'

const host = (number: number): InstanceRow => ({
  instanceName: `web-${number}`,
  tags: [],
  registerTime: '2026-11-22T12:00:00Z',
  os: 'linux',
  agentVersion: '1.0.0',
  connected: true,
})

const onDeregister = () => undefined
const table = (rows: readonly InstanceRow[]) => (
  <InstancesTable rows={rows} whyNoDeregister={undefined} onDeregister={onDeregister} />
)
const shown = () => screen.getAllByRole('button', { name: /^Deregister/ }).length

/** jsdom lays nothing out: a view of ten rows. */
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(490)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(49)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('the hosts', () => {
  it('are all drawn while they are few', () => {
    render(table(Array.from({ length: 30 }, (_, at) => host(at))))
    expect(shown()).toBe(30)
  })

  it('are drawn as far as they are in view when they are many, and counted all the same', () => {
    render(table(Array.from({ length: 5000 }, (_, at) => host(at))))
    expect(shown()).toBeGreaterThan(0)
    expect(shown()).toBeLessThan(60)
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001')
  })

  it('are drawn again only where something changed', () => {
    let draws = 0
    const still = Object.defineProperty({ ...host(1) }, 'agentVersion', { get: () => `drawn ${(draws += 1)} times` })
    const view = render(table([still, host(2)]))
    const first = draws
    view.rerender(table([still, { ...host(2), connected: false }]))
    expect([first > 0, draws - first]).toEqual([true, 0])
    expect(screen.getAllByText('Not connected').length).toBeGreaterThan(0)
  })
})
