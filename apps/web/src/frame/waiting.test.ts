// @vitest-environment jsdom
import type { DeploymentSummary } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { newestRows } from '../live/known.ts'
import { partOf } from '../query/testing/part-of.ts'
import { waitingAmong } from './waiting.ts'

const row = (deploymentId: string, until?: string, status = 'Ready') =>
  partOf<DeploymentSummary>({
    deploymentId,
    status,
    createTime: '2026-11-22T12:00:00.000Z',
    blueGreen: { ready: { until } },
  })
const ids = (rows: readonly DeploymentSummary[]) => rows.map((one) => one.deploymentId)

describe('what waits for a human', () => {
  it('is ordered by deadline, what waits without one last', () => {
    const rows = [row('d-none'), row('d-late', '2026-11-22T15:00:00.000Z'), row('d-soon', '2026-11-22T14:00:00.000Z')]
    expect(ids(waitingAmong(rows))).toEqual(['d-soon', 'd-late', 'd-none'])
  })

  const known = (asked: readonly DeploymentSummary[], data: readonly DeploymentSummary[]) =>
    newestRows({ rows: asked, answeredAt: 1000 }, { data, state: 'live', asOf: undefined, error: undefined })

  it('is gone as soon as the topic tells that somebody decided', () => {
    const rows = known([row('d-1'), row('d-2')], [row('d-1', undefined, 'InProgress')])
    expect(ids(waitingAmong(rows))).toEqual(['d-2'])
  })

  it('is there as soon as the topic tells that it is ready', () => {
    expect(ids(waitingAmong(known([], [row('d-1', undefined, 'InProgress'), row('d-2')])))).toEqual(['d-2'])
  })
})
