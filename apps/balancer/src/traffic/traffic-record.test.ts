import { expect, it } from 'vitest'
import { keptMs, type Served, trafficRecord } from './traffic-record.ts'

const start = 1_000_000_000

function aRecord() {
  let now = start
  const record = trafficRecord(() => now)
  return { record, pass: (ms: number) => void (now += ms), now: () => now }
}

const blue: Served = { targetGroupName: 'web', targetId: 'local-1', listener: 'production' }
const green: Served = { ...blue, targetId: 'local-2' }
const ask = (since: number, ...targetIds: string[]) => ({
  targetGroupName: 'web',
  targetIds,
  listener: 'production' as const,
  since,
})

it('merges the hosts that were asked for, and nobody else', () => {
  const { record, pass } = aRecord()
  for (let request = 1; request <= 100; request++) record.add(request % 2 ? blue : green, request, request > 98)
  record.add({ ...blue, listener: 'test' }, 9_000, true)
  record.add({ ...blue, targetGroupName: 'other' }, 9_000, true)
  pass(4_000)
  const both = record.measure(ask(start, 'local-1', 'local-2'))
  expect(both).toMatchObject({ requests: 100, errors: 2, requestsPerSecond: 25 })
  expect([both.p50Ms, both.p95Ms, both.p99Ms].map((ms) => Math.round(ms ?? 0))).toEqual([50, 95, 99])
  expect(record.measure(ask(start, 'local-1'))).toMatchObject({ requests: 50, errors: 1 })
})

it('has no percentiles where there was no request', () => {
  const { record } = aRecord()
  expect(record.measure(ask(start, 'local-1'))).toEqual({ requests: 0, errors: 0, requestsPerSecond: 0 })
})

it('keeps apart what was before a switch and what came after it', () => {
  const { record, pass, now } = aRecord()
  record.add(blue, 5, true)
  pass(3_000)
  record.cut()
  const switchedAt = now()
  pass(1_000)
  record.add(blue, 5, false)
  pass(1_000)
  expect(record.measure(ask(switchedAt, 'local-1'))).toMatchObject({ requests: 1, errors: 0 })
  expect(record.measure(ask(start, 'local-1'))).toMatchObject({ requests: 2, errors: 1 })
})

it('forgets after 15 minutes, also hosts that left', () => {
  const { record, pass, now } = aRecord()
  record.add(blue, 5, false)
  pass(10_000)
  record.add(green, 5, false)
  expect([record.measure(ask(0, 'local-1')).requests, record.size()]).toEqual([1, 2])
  pass(keptMs)
  record.add(green, 5, false)
  expect(record.measure(ask(0, 'local-1')).requests).toBe(0)
  expect([record.size(), record.measure(ask(now() - 1, 'local-2')).requests]).toEqual([1, 1])
})
