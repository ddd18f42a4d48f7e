/**
 * What every host answered through every listener in the last 15 minutes, also of hosts that have left. A question is
 * answered from ten-second buckets, so its beginning is exact to ten seconds; a bucket also ends when the desired state
 * changes, so that what was before a switch and what came after it are never in one.
 */
import type { MeasureQuestion, TrafficMeasure } from '@sluice/model'
import { type ClosedBucket, openBucket, type OpenBucket, percentilesOf } from './latency-bucket.ts'

const bucketMs = 10_000
export const keptMs = 15 * 60_000

export type ListenerKind = MeasureQuestion['listener']
export type Served = { targetGroupName: string; targetId: string; listener: ListenerKind }

type Record = { open: OpenBucket | undefined; closed: ClosedBucket[] }

export type TrafficRecord = ReturnType<typeof trafficRecord>

export function trafficRecord(now: () => number) {
  const records = new Map<string, Record>()
  let sweptAt = now()

  /** `latencyMs`: from the request's arrival until the host's answer began, or until it was clear that there is none. */
  function add(served: Served, latencyMs: number, isError: boolean): void {
    const at = now()
    if (at - sweptAt >= bucketMs) sweep(at)
    const record = recordOf(served)
    if (record.open && at - record.open.from >= bucketMs) close(record, at)
    record.open ??= openBucket(at)
    record.open.add(latencyMs, isError)
  }

  function recordOf(served: Served): Record {
    const key = keyOf(served)
    const known = records.get(key)
    if (known) return known
    const record: Record = { open: undefined, closed: [] }
    records.set(key, record)
    return record
  }

  function sweep(at: number): void {
    sweptAt = at
    for (const [key, record] of records) {
      if (record.open && at - record.open.from >= bucketMs) close(record, at)
      record.closed = record.closed.filter((bucket) => bucket.to > at - keptMs)
      if (!record.open && record.closed.length === 0) records.delete(key)
    }
  }

  function measure({ targetGroupName, targetIds, listener, since }: MeasureQuestion): TrafficMeasure {
    const at = now()
    const from = Math.max(since, at - keptMs)
    const buckets = targetIds
      .flatMap((targetId) => bucketsOf(records.get(keyOf({ targetGroupName, targetId, listener })), at))
      .filter((bucket) => bucket.to > from)
    const sum = (key: 'requests' | 'errors') => buckets.reduce((total, bucket) => total + bucket[key], 0)
    const seconds = Math.max(1, (at - from) / 1000)
    const requests = sum('requests')
    return { requests, errors: sum('errors'), requestsPerSecond: requests / seconds, ...percentilesOf(buckets) }
  }

  return {
    add,
    measure,
    /** What comes now is another time. */
    cut(): void {
      const at = now()
      for (const record of records.values()) close(record, at)
      sweep(at)
    },
    size: () => records.size,
  }
}

/** A bucket that ends where the next begins must not reach into it. */
function close(record: Record, at: number): void {
  if (record.open) record.closed.push(record.open.closed(Math.min(at, record.open.from + bucketMs)))
  record.open = undefined
}

function bucketsOf(record: Record | undefined, at: number): ClosedBucket[] {
  if (!record) return []
  return record.open ? [...record.closed, record.open.closed(Math.max(at, record.open.from + 1))] : record.closed
}

const keyOf = (served: Served): string => `${served.listener} ${served.targetGroupName} ${served.targetId}`
