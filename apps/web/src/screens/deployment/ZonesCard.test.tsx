import type { DeploymentSummary, Phase } from '@sluice/model'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { serverNow } from '../../ui/clock.ts'
import { PhaseStrip } from './PhaseStrip.tsx'
import { ZonesCard } from './ZonesCard.tsx'

afterEach(cleanup)

const zone = (name: string) => ({ name, state: 'pending', hosts: 2, minimum: 0, succeeded: 0, failed: 0 }) as const

function zones(bakesForMs?: number): NonNullable<DeploymentSummary['zones']> {
  const since = new Date(serverNow()).toISOString()
  return {
    zoneTag: 'rack',
    zones: [zone('a'), zone('b')],
    ...(bakesForMs !== undefined && {
      bake: { zone: 'a', since, until: new Date(serverNow() + bakesForMs).toISOString() },
    }),
  }
}

describe('the zones of a deployment', () => {
  it('while one bakes, say until when and how long it still does', () => {
    render(<ZonesCard zones={zones(599_900)} state="live" />)
    expect(screen.getByRole('region', { name: 'Zones' }).textContent).toContain('Zone a bakes until')
    expect(screen.getByRole('timer').textContent).toBe('9:59 left')
  })

  it('otherwise count nothing down', () => {
    render(<ZonesCard zones={zones()} state="live" />)
    expect(screen.queryByRole('timer')).toBeNull()
    expect(screen.getByRole('region', { name: 'Zones' }).textContent).toContain('by the tag rack')
  })

  it('have a step each in the strip, and the bake that runs says how long it still does', () => {
    const step = (kind: Phase['kind'], name: string, state: Phase['state']): Phase => ({
      kind,
      name,
      state,
      total: 0,
      ended: 0,
      failed: 0,
      ...(state === 'running' && { startTime: new Date(serverNow()).toISOString() }),
    })
    const phases = [
      step('zone', 'Zone a', 'done'),
      step('bake', 'Bake after zone a', 'running'),
      step('zone', 'Zone b', 'pending'),
      step('bake', 'Bake after zone b', 'pending'),
    ]
    render(<PhaseStrip phases={phases} zones={zones(299_900)} />)
    const [, bake, , later] = screen.getAllByRole('listitem')
    expect(bake?.textContent).toContain('4:59 left')
    expect(bake?.getAttribute('aria-current')).toBe('step')
    expect(later?.textContent).toContain('Bake after zone b, not started')
  })
})
