/**
 * What one host answered in ten seconds. Latencies are counted in slots that grow by one per cent, so a value is right to half a
 * per cent whatever its size, and an hour has about 1,300 slots of which few occur: 15 minutes of many hosts stay small.
 */
const slotWidth = Math.log(1.01)
const leastMs = 0.01
const mostMs = 3_600_000

/** `latencies` holds pairs: a slot and how often it occurred. */
export type ClosedBucket = { from: number; to: number; requests: number; errors: number; latencies: Uint32Array }

export type OpenBucket = ReturnType<typeof openBucket>

export function openBucket(from: number) {
  const counts = new Map<number, number>()
  let requests = 0
  let errors = 0
  return {
    from,
    add(latencyMs: number, isError: boolean): void {
      requests += 1
      if (isError) errors += 1
      count(counts, slotOf(latencyMs), 1)
    },
    closed: (to: number): ClosedBucket => ({
      from,
      to,
      requests,
      errors,
      latencies: Uint32Array.from([...counts].flat()),
    }),
  }
}

export type Percentiles = { p50Ms: number; p95Ms: number; p99Ms: number }

/** Undefined when there was no request. */
export function percentilesOf(buckets: readonly ClosedBucket[]): Percentiles | undefined {
  const all = new Map<number, number>()
  for (const { latencies } of buckets) {
    for (let at = 0; at < latencies.length; at += 2) count(all, latencies[at] ?? 0, latencies[at + 1] ?? 0)
  }
  if (all.size === 0) return undefined
  const sorted = [...all].toSorted(([one], [other]) => one - other)
  const total = sorted.reduce((sum, [, occurred]) => sum + occurred, 0)
  const at = (percentile: number) => latencyOf(slotAtRank(sorted, Math.ceil((percentile / 100) * total)))
  return { p50Ms: at(50), p95Ms: at(95), p99Ms: at(99) }
}

/** The least slot that, with all below it, holds as many. */
function slotAtRank(sorted: readonly (readonly [slot: number, occurred: number])[], rank: number): number {
  let passed = 0
  for (const [slot, occurred] of sorted) {
    passed += occurred
    if (passed >= rank) return slot
  }
  return sorted.at(-1)?.[0] ?? 0
}

function count(counts: Map<number, number>, slot: number, occurred: number): void {
  counts.set(slot, (counts.get(slot) ?? 0) + occurred)
}

const slotOf = (latencyMs: number): number =>
  Math.round(Math.log(Math.min(Math.max(leastMs, latencyMs), mostMs) / leastMs) / slotWidth)

/** In hundredths of a millisecond, like what was put in. */
const latencyOf = (slot: number): number => Math.round((leastMs * Math.exp(slot * slotWidth)) / leastMs) * leastMs
