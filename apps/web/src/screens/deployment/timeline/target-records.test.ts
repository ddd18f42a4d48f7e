import type { DeploymentTarget } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { partOf } from '../../../query/testing/part-of.ts'
import { createRecords } from './target-records.ts'
import { moveTo, rowsInSight } from './rows-in-sight.ts'

const names = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `web-${from + at}`)
const wanted = (ids: string[], mark = 'a') => ids.map((targetId) => ({ targetId, mark }))

/** A server that answers when it is told to. */
function server() {
  const calls: { ids: string[]; answer: () => void; fail: () => void }[] = []
  const records = createRecords(
    (ids) =>
      new Promise((resolve, reject) =>
        calls.push({
          ids,
          answer: () => resolve(ids.map((targetId) => partOf<DeploymentTarget>({ targetId }))),
          fail: () => reject(new Error('away')),
        }),
      ),
  )
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
  return { calls, records, settle }
}

describe('records of targets in sight', () => {
  it('are asked for in batches of 25, two at a time, each once', async () => {
    const { calls, records, settle } = server()
    records.want(wanted(names(0, 60)))
    records.want(wanted(names(0, 60)))
    expect(calls.map(({ ids }) => ids.length)).toEqual([25, 25])
    calls[0]?.answer()
    await settle()
    expect(calls.map(({ ids }) => ids.length)).toEqual([25, 25, 10])
    expect(records.get('web-3')?.targetId).toBe('web-3')
    expect(records.get('web-30')).toBeUndefined()
  })

  it('are asked for again only when the fleet says that they changed', async () => {
    const { calls, records, settle } = server()
    records.want(wanted(['web-1', 'web-2']))
    calls[0]?.answer()
    await settle()
    records.want([...wanted(['web-1'], 'b'), ...wanted(['web-2'])])
    expect(calls.at(-1)?.ids).toEqual(['web-1'])
  })

  it('forget what went out of sight before it was asked for', async () => {
    const { calls, records, settle } = server()
    records.want(wanted(names(0, 100)))
    records.want(wanted(names(5000, 5010)))
    calls[0]?.answer()
    await settle()
    expect(calls.at(-1)?.ids).toEqual(names(5000, 5010))
  })

  it('ask no more after a failure until somebody tries again', async () => {
    const { calls, records, settle } = server()
    records.want(wanted(names(0, 10)))
    calls[0]?.fail()
    await settle()
    records.want(wanted(names(0, 10)))
    expect([calls.length, records.error.get()?.message]).toEqual([1, 'away'])
    records.retry()
    expect(calls.length).toBe(2)
  })
})

describe('rows in sight', () => {
  it('are a few more than fit, of any number of targets', () => {
    const sight = rowsInSight({ top: 140_000, height: 400, count: 10_000 })
    expect(sight.from).toBeLessThanOrEqual(5000)
    expect(sight.to).toBeGreaterThanOrEqual(5000 + 15)
    expect(sight.to - sight.from).toBe(sight.pool)
    expect(sight.pool).toBeLessThan(40)
  })

  it('end with the last target, and are all there when there are few', () => {
    expect(rowsInSight({ top: 280_000, height: 400, count: 10_000 }).to).toBe(10_000)
    expect(rowsInSight({ top: 0, height: 400, count: 3 })).toMatchObject({ from: 0, to: 3 })
  })

  it('come into sight below the head when the focus goes there', () => {
    expect(moveTo(0, 500, 400)).toBe(0)
    expect(moveTo(18, 500, 400)).toBe(500)
    expect(moveTo(100, 0, 400)).toBe(101 * 28 + 41 - 400)
  })
})
