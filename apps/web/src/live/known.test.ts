import type { DeploymentSummary } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { newestOf } from './known.ts'

const one = (status: string) => ({ status }) as DeploymentSummary
const none = { data: undefined, asOf: undefined, error: undefined }
const asked = { deployment: one('InProgress'), answeredAt: 2000 }
const refusal = { code: 'AccessDenied', message: 'No.' }

describe('what is known of a deployment', () => {
  it('is what its topic tells while that is live', () => {
    const live = { data: one('Succeeded'), state: 'live', asOf: undefined, error: undefined } as const
    expect(newestOf(live, asked)).toEqual({ deployment: live.data, state: 'live', asOf: undefined, error: undefined })
  })

  it.each([
    ['was never connected', { ...none, state: 'error', error: refusal } as const],
    ['is loading', { ...none, state: 'loading' } as const],
  ])('is as old as the answer to the request while the topic %s, and never called live', (_what, live) => {
    expect(newestOf(live, asked)).toEqual({
      deployment: asked.deployment,
      state: 'stale',
      asOf: 2000,
      error: live.error,
    })
  })

  it.each([
    [1000, 'InProgress', 2000],
    [3000, 'Created', 3000],
  ])('is the newer one after the connection was lost at %d', (asOf, status, shownAsOf) => {
    const live = { data: one('Created'), state: 'stale', asOf, error: undefined } as const
    expect(newestOf(live, asked)).toMatchObject({ deployment: { status }, state: 'stale', asOf: shownAsOf })
  })

  it('is nothing before anything answered', () => {
    expect(newestOf({ ...none, state: 'loading' }, { deployment: undefined, answeredAt: 0 })).toBeUndefined()
  })
})
