import type { DeploymentSummary } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { partOf } from '../query/testing/part-of.ts'
import { changedApplications } from './standing.ts'

const row = (deploymentId: string, applicationName: string, part: object = {}) =>
  partOf<DeploymentSummary>({
    deploymentId,
    applicationName,
    status: 'InProgress',
    deploymentOverview: { Failed: 1, InProgress: 5 },
    ...part,
  })
const before = [row('d-1', 'shop'), row('d-2', 'billing')]

describe('the applications whose deployments stand differently', () => {
  it.each([
    ['ended', { status: 'Failed' }],
    ['is held', { held: { by: 'Ada', since: '2026-11-22T12:00:00.000Z' } }],
    ['is to stop', { stopRequested: { by: 'Ada', at: '2026-11-22T12:00:00.000Z', rollBack: true } }],
    ['moves traffic', { blueGreen: { step: 'rerouting' } }],
  ])('are that of one that %s', (_what, part) => {
    expect([...changedApplications(before, [row('d-1', 'shop', part), row('d-2', 'billing')])]).toEqual(['shop'])
  })

  it('are none while only hosts go on', () => {
    const later = [row('d-1', 'shop', { deploymentOverview: { Failed: 2, InProgress: 4 } }), row('d-2', 'billing')]
    expect(changedApplications(before, later).size).toBe(0)
  })

  it('are those of what is new and of what is gone', () => {
    const later = [row('d-1', 'shop'), row('d-3', 'search')]
    expect([...changedApplications(before, later)]).toEqual(['search', 'billing'])
  })
})
