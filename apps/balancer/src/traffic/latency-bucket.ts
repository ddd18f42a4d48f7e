/**
 * What one host answered in ten seconds. While it runs it is a histogram of a few kB; closed it is a list of the values that
 * occurred, so that 15 minutes of many hosts stay small and merging them stays cheap.
 */
import { Int32Histogram } from 'hdr-histogram-js'

/** Latencies are kept in hundredths of a millisecond, correct to one per cent, at most an hour. */
const unitsPerMillisecond = 100
const mostUnits = 3_600_000 * unitsPerMillisecond
const significantDigits = 2

/** `latencies` holds pairs: a value and how often it occurred. */
export type ClosedBucket = { from: number; to: number; requests: number; errors: number; latencies: Uint32Array }

export type OpenBucket = ReturnType<typeof openBucket>

export function openBucket(from: number) {
  const histogram = emptyHistogram()
  let requests = 0
  let errors = 0
  return {
    from,
    add(latencyMs: number, isError: boolean): void {
      requests += 1
      if (isError) errors += 1
      histogram.recordValue(Math.min(Math.max(1, Math.round(latencyMs * unitsPerMillisecond)), mostUnits))
    },
    closed: (to: number): ClosedBucket => ({ from, to, requests, errors, latencies: pairsOf(histogram) }),
  }
}

export type Percentiles = { p50Ms: number; p95Ms: number; p99Ms: number }

/** Undefined when there was no request. */
export function percentilesOf(buckets: readonly ClosedBucket[]): Percentiles | undefined {
  const all = emptyHistogram()
  for (const { latencies } of buckets) {
    for (let at = 0; at < latencies.length; at += 2)
      all.recordValueWithCount(latencies[at] ?? 0, latencies[at + 1] ?? 0)
  }
  if (all.totalCount === 0) return undefined
  const at = (percentile: number) => all.getValueAtPercentile(percentile) / unitsPerMillisecond
  return { p50Ms: at(50), p95Ms: at(95), p99Ms: at(99) }
}

function emptyHistogram(): Int32Histogram {
  const histogram = new Int32Histogram(1, 2, significantDigits)
  histogram.autoResize = true
  return histogram
}

function pairsOf(histogram: Int32Histogram): Uint32Array {
  const pairs: number[] = []
  const { recordedValuesIterator: values } = histogram
  values.reset()
  while (values.hasNext()) {
    const { valueIteratedTo, countAtValueIteratedTo } = values.next()
    pairs.push(valueIteratedTo, countAtValueIteratedTo)
  }
  return Uint32Array.from(pairs)
}
