import type { InstanceRow } from '@sluice/model'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { InstancesTable } from './InstancesTable.tsx'
import type { HostDeed } from './InstancesTable.tsx'
import { usualView } from './view.ts'
import type { SortField } from './view.ts'

const host = (number: number, over: Partial<InstanceRow> = {}): InstanceRow => ({
  instanceName: `web-${number}`,
  tags: [],
  registerTime: '2026-11-22T12:00:00Z',
  os: 'linux',
  agentVersion: '1.0.0',
  connected: true,
  ...over,
})

const onDeed = vi.fn<(deed: HostDeed, row: InstanceRow) => void>()
const onSort = vi.fn<(field: SortField) => void>()
const whyNot = { tags: undefined, deregister: undefined, enrolAgain: undefined }
const table = (rows: readonly InstanceRow[]) => (
  <MemoryRouter>
    <InstancesTable rows={rows} view={usualView} onSort={onSort} whyNot={whyNot} onDeed={onDeed} />
  </MemoryRouter>
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

  it('that left can be registered again, and nothing else', () => {
    render(table([host(1, { deregisterTime: '2026-11-22T13:00:00Z' })]))
    expect(screen.queryByRole('button', { name: /Tags/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /^Register again….*web-1/ }))
    expect(onDeed).toHaveBeenLastCalledWith('enrolAgain', expect.objectContaining({ instanceName: 'web-1' }))
  })

  it('are sorted by the heads of their columns, which say how', () => {
    render(table([host(1)]))
    expect(screen.getByRole('columnheader', { name: /Name/ }).getAttribute('aria-sort')).toBe('ascending')
    fireEvent.click(screen.getByRole('button', { name: 'Last contact' }))
    expect(onSort).toHaveBeenLastCalledWith('contact')
  })
})
