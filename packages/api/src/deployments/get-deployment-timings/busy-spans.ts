/** When anything ran at all: the union of all lifecycle events of all hosts, short pauses joined over. */
import type { DeploymentTarget } from '@sluice/model'
import { isoTime } from '../../queries/random-ids.ts'
import type { DeploymentTimings } from './contract.ts'

/** Pauses between two events of a host are no waiting. */
const joinedMs = 10_000
/** A drawing has no room for more: the longest pauses are kept. */
const mostSpans = 40

interface Span {
  from: number
  /** Infinity while it runs. */
  to: number
}

export function busySpans(targets: readonly DeploymentTarget[]): DeploymentTimings['busy'] {
  const spans = targets.flatMap(({ lifecycleEvents }) =>
    lifecycleEvents.flatMap(({ status, startTime, endTime }): Span[] => {
      if (startTime === undefined) return []
      const to =
        endTime !== undefined ? Date.parse(endTime) : status === 'InProgress' ? Infinity : Date.parse(startTime)
      return [{ from: Date.parse(startTime), to }]
    }),
  )
  return fewest(joined(spans.toSorted((a, b) => a.from - b.from))).map(({ from, to }) => ({
    from: isoTime(from),
    ...(to !== Infinity && { to: isoTime(to) }),
  }))
}

function joined(sorted: readonly Span[]): Span[] {
  const spans: Span[] = []
  for (const { from, to } of sorted) {
    const last = spans.at(-1)
    if (last !== undefined && from - last.to <= joinedMs) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return spans
}

function fewest(spans: Span[]): Span[] {
  const pauses = spans.slice(1).map(({ from }, at) => ({ at: at + 1, length: from - (spans[at]?.to ?? 0) }))
  const kept = new Set(
    pauses
      .toSorted((a, b) => b.length - a.length)
      .slice(0, mostSpans - 1)
      .map(({ at }) => at),
  )
  const merged: Span[] = []
  spans.forEach((span, at) => {
    const last = merged.at(-1)
    if (last === undefined || kept.has(at)) merged.push({ ...span })
    else last.to = span.to
  })
  return merged
}
