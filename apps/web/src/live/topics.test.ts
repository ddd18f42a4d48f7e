import type { DeploymentSummary } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { mergeDeployments } from './topics.ts'

const row = (deploymentId: string, createTime: string, status = 'InProgress') =>
  ({ deploymentId, createTime, status }) as DeploymentSummary

describe('live rows of deployments', () => {
  it('replace the row of the same deployment and keep the newest on top', () => {
    const before = [row('d-2', '2026-11-22T12:00:00Z'), row('d-1', '2026-11-22T11:00:00Z')]
    const merged = mergeDeployments(before, [
      row('d-1', '2026-11-22T11:00:00Z', 'Succeeded'),
      row('d-3', '2026-11-22T13:00:00Z'),
    ])
    expect(merged.map(({ deploymentId, status }) => `${deploymentId} ${status}`)).toEqual([
      'd-3 InProgress',
      'd-2 InProgress',
      'd-1 Succeeded',
    ])
  })
})
