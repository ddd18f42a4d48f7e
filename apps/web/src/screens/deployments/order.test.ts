import type { DeploymentSummary } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { lookOf } from './list-look.ts'
import { ariaSort, nextOrder, ordered } from './order.ts'

const minute = (n: number) => `2026-11-22T12:0${n}:00.000Z`
const row = (deploymentId: string, started: number, ended?: number) =>
  partOf<DeploymentSummary>({ deploymentId, createTime: minute(started), completeTime: ended && minute(ended) })
const rows = [row('running', 5), row('long', 2, 8), row('short', 1, 2)]
const ids = (order: Parameters<typeof ordered>[1]) => ordered(rows, order).map((one) => one.deploymentId)

describe('the order of the rows', () => {
  it('is the server’s, the other way round, or by duration with what still runs on top', () => {
    expect(ids('newest')).toEqual(['running', 'long', 'short'])
    expect(ids('oldest')).toEqual(['short', 'long', 'running'])
    expect(ids('longest')).toEqual(['running', 'long', 'short'])
    expect(ids('shortest')).toEqual(['running', 'short', 'long'])
  })

  it('turns with each press of a heading', () => {
    expect([nextOrder('newest', 'started'), nextOrder('oldest', 'started')]).toEqual(['oldest', 'newest'])
    expect((['newest', 'longest', 'shortest'] as const).map((order) => nextOrder(order, 'duration'))).toEqual([
      'longest',
      'shortest',
      'newest',
    ])
    expect([ariaSort('longest', 'duration'), ariaSort('longest', 'started'), ariaSort('newest', 'started')]).toEqual([
      'descending',
      'none',
      'descending',
    ])
  })
})

describe('the look that a browser kept', () => {
  it('is taken as far as this version knows it', () => {
    expect(lookOf({ columns: ['hosts', 'moon'], density: 'compact' })).toEqual({
      columns: ['hosts'],
      density: 'compact',
    })
    expect(lookOf({ columns: 'all', density: 'huge' })).toEqual(lookOf(null))
  })
})
