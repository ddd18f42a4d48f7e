import type { HealthGauge } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { gaugeView } from './gauge.ts'

const six: HealthGauge = { total: 6, minimum: 4, serving: 4, updating: 2, failed: 0, failuresLeft: 2 }

describe('the health gauge', () => {
  it('has its notch at the minimum and counts the failures that are left', () => {
    expect(gaugeView(six, 'InProgress')).toMatchObject({
      hero: '2',
      heroWords: 'more may fail',
      mood: 'calm',
      facts: '4 serving · 2 being updated',
    })
    expect(Math.round(gaugeView(six, 'InProgress').minimumPercent)).toBe(67)
  })

  it('asks for attention when the next failure ends the deployment', () => {
    const view = gaugeView({ ...six, serving: 3, updating: 1, failed: 2, failuresLeft: 0 }, 'InProgress')
    expect(view).toMatchObject({ hero: '0', heroWords: 'more may fail', mood: 'attention' })
  })

  it('asks for attention when a tenth of the budget is left', () => {
    const health = { total: 400, minimum: 320, serving: 300, updating: 27, failed: 73, failuresLeft: 7 }
    expect(gaugeView(health, 'InProgress')).toMatchObject({ hero: '7', mood: 'attention' })
  })

  it('says that too few were healthy when that was the end', () => {
    const health = { ...six, serving: 3, updating: 0, failed: 3, failuresLeft: 0 }
    expect(gaugeView(health, 'Failed')).toMatchObject({ hero: '3', heroWords: 'healthy, fewer than 4', mood: 'failed' })
  })

  it('counts failures once it is over', () => {
    expect(gaugeView({ ...six, serving: 5, updating: 0, failed: 1 }, 'Succeeded')).toMatchObject({
      hero: '1',
      heroWords: 'failure',
    })
  })

  it('speaks of no failures while blue/green only waits', () => {
    const all = { total: 2, minimum: 0, serving: 2, updating: 0, failed: 0, failuresLeft: 0 }
    expect(gaugeView(all, 'Ready')).toMatchObject({
      hero: '2',
      heroWords: 'ready',
      mood: 'calm',
      facts: 'without users yet',
    })
    expect(gaugeView({ ...all, minimum: 2 }, 'InProgress')).toMatchObject({
      hero: '2',
      heroWords: 'serving',
      mood: 'calm',
    })
  })

  it('divides by no hosts without breaking', () => {
    const none = { total: 0, minimum: 0, serving: 0, updating: 0, failed: 0, failuresLeft: 0 }
    expect(gaugeView(none, 'Failed').minimumPercent).toBe(0)
  })

  it('says how many were out of service before it began: they are neither serving nor its failures', () => {
    expect(gaugeView({ ...six, serving: 3, outOfService: 2 }, 'InProgress').facts).toContain(
      '2 out of service since before',
    )
  })
})
