/**
 * One topic that somebody watches: changes are gathered for a moment, serialized once, kept in a ring and given to all
 * subscribers. It starts with its first snapshot: until then changes wait, because nobody knows after what they come.
 */
import type { Actor, ServerFrame } from '@sluice/model'
import type { Timers } from '../timers.ts'
import { createDeltaRing, type DeltaRing, type SerializedDelta } from './delta-ring.ts'
import type { TopicSource } from './topic-source.ts'

export interface Subscriber {
  take(delta: SerializedDelta): void
}

export interface Topic {
  readonly name: string
  readonly key: string
  readonly source: TopicSource
  readonly subscribers: Set<Subscriber>
  /** Who was given a snapshot: only they may resume, because resuming asks the source nothing. */
  readonly readers: Map<string, Actor>
  publish(seq: number, data: unknown, urgent: boolean): void
  /** The topic is known up to here from now on; only the first call counts. */
  startAt(seq: number): void
  /** Undefined when the deltas after `seq` are not all here. */
  deltasAfter(seq: number): SerializedDelta[] | undefined
  ringBytes(): number
  stop(): void
}

export interface TopicSettings {
  name: string
  key: string
  source: TopicSource
  now(): number
  timers: Timers
  coalesceMs: number
}

export function createTopic({ name, key, source, now, timers, coalesceMs }: TopicSettings): Topic {
  const subscribers = new Set<Subscriber>()
  let ring: DeltaRing | undefined
  let waiting: { seq: number; data: unknown } | undefined
  let cancelFlush: (() => void) | undefined

  function flush(): void {
    cancelFlush?.()
    cancelFlush = undefined
    if (ring === undefined || waiting === undefined) return
    const { seq, data } = waiting
    waiting = undefined
    const from = ring.head()
    if (seq <= from) return
    const delta = { from, to: seq, frame: deltaFrame(from, seq, data) }
    ring.push(delta)
    for (const subscriber of subscribers) subscriber.take(delta)
  }

  const deltaFrame = (from: number, to: number, data: unknown): string =>
    JSON.stringify({ type: 'delta', topic: name, from, to, at: now(), data } satisfies ServerFrame)

  return {
    name,
    key,
    source,
    subscribers,
    readers: new Map(),
    publish(seq, data, urgent) {
      if (ring !== undefined && seq <= ring.head()) return
      waiting =
        waiting === undefined
          ? { seq, data }
          : { seq: Math.max(seq, waiting.seq), data: source.merge(waiting.data, data) }
      if (urgent) flush()
      else cancelFlush ??= timers.after(coalesceMs, flush)
    },
    startAt(seq) {
      if (ring !== undefined) return
      ring = createDeltaRing(seq)
      if (waiting !== undefined) cancelFlush ??= timers.after(coalesceMs, flush)
    },
    deltasAfter: (seq) => ring?.after(seq),
    ringBytes: () => ring?.bytes() ?? 0,
    stop: () => cancelFlush?.(),
  }
}
