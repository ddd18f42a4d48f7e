import type { DeploymentSummary } from '@sluice/model'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Fleet } from '../../../live/fleet.ts'
import { targetStatuses } from '../../../live/fleet.ts'
import { partOf } from '../../../query/testing/part-of.ts'
import { PlanPanel } from './PlanPanel.tsx'

afterEach(cleanup)

const deployment = partOf<DeploymentSummary>({
  health: partOf<DeploymentSummary['health']>({ total: 2, minimum: 1 }),
  parallel: 1,
  lifecycleEvents: ['Install'],
})

const skipped = targetStatuses.indexOf('Skipped')
const fleet: Fleet = {
  names: ['web-1', 'web-2'],
  waves: [1, 2],
  events: ['Install'],
  status: Uint8Array.of(skipped, skipped),
  steps: ['2', '0'],
  started: Float64Array.of(1_700_000_000_000, 0),
  ended: new Float64Array(2),
  silentSince: new Float64Array(2),
  revision: 0,
}

it('a host that was under way when it was stopped is called left part-way in the plan too, an untouched one skipped', () => {
  render(<PlanPanel deployment={deployment} fleet={fleet} />)
  expect(screen.getAllByText(/^web-\d/).map((one) => one.textContent)).toEqual([
    'web-1, Left part-way',
    'web-2, Skipped',
  ])
})
