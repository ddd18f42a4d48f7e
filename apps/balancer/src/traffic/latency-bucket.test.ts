import { expect, it } from 'vitest'
import { openBucket, percentilesOf } from './latency-bucket.ts'

function bucketOf(...latencies: number[]) {
  const bucket = openBucket(0)
  for (const latency of latencies) bucket.add(latency, false)
  return bucket.closed(10_000)
}

it('is right to half a per cent, from a tenth of a millisecond to an hour', () => {
  for (const latency of [0.1, 1, 7.3, 250, 59_999, 3_600_000]) {
    const p50 = percentilesOf([bucketOf(latency)])?.p50Ms ?? 0
    expect(Math.abs(p50 - latency)).toBeLessThanOrEqual(latency * 0.005 + 0.005)
  }
})

it('answers of all buckets together what that share of the requests did not exceed', () => {
  const fast = bucketOf(...Array<number>(96).fill(10))
  const slow = bucketOf(1_000, 1_000, 1_000, 9_000)
  const { p50Ms, p95Ms, p99Ms } = percentilesOf([slow, fast]) ?? {}
  expect([p50Ms, p95Ms, p99Ms].map((ms) => Math.round((ms ?? 0) / 10))).toEqual([1, 1, 100])
})

it('takes what is shorter or longer than it can tell as the least and the most', () => {
  expect(percentilesOf([bucketOf(0)])?.p50Ms).toBe(0.01)
  expect(Math.round((percentilesOf([bucketOf(Number.MAX_VALUE)])?.p50Ms ?? 0) / 36_000)).toBe(100)
})
