import type { DeploymentSummary } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { newestAsOf, newestOf, newestRows } from './known.ts'

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

describe('what is known of many deployments', () => {
  const row = (deploymentId: string, status: string) => ({ deploymentId, status }) as DeploymentSummary
  const answer = { rows: [row('d-1', 'Ready')], answeredAt: 2000 }
  const told = [row('d-1', 'InProgress'), row('d-2', 'Ready')]
  const cutAt = (asOf: number) => ({ data: told, state: 'stale', asOf, error: undefined }) as const
  const shown = (live: Parameters<typeof newestRows>[1]) =>
    newestRows(answer, live).map(({ deploymentId, status }) => `${deploymentId} ${status}`)

  it('is what the topic tells while that is live, however new the answer is', () => {
    expect(shown({ data: told, state: 'live', asOf: undefined, error: undefined })).toEqual([
      'd-1 InProgress',
      'd-2 Ready',
    ])
  })

  it('is what the topic told last when it was cut after the answer', () => {
    expect(shown(cutAt(3000))).toEqual(['d-1 InProgress', 'd-2 Ready'])
  })

  it('is the answer alone when the topic was cut before it: what it told is over', () => {
    expect(shown(cutAt(1000))).toEqual(['d-1 Ready'])
  })

  it('is as of the later of both', () => {
    expect([1000, 3000].map((asOf) => newestAsOf(cutAt(asOf), 2000))).toEqual([2000, 3000])
  })
})
