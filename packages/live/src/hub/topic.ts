/**
 * One topic that somebody watches: changes are gathered for a moment, serialized once, kept in a ring and given to all
 * subscribers. It starts with its first snapshot: until then changes wait, because nobody knows after what they come.
 */
import { isRefusal, type Actor, type Refusal } from '@sluice/model'
import type { Timers } from '../timers.ts'
import { createDeltaRing, type DeltaRing, type SerializedDelta } from './delta-ring.ts'
import { encoded } from './encoded-frame.ts'
import type { TopicSource } from './topic-source.ts'

export interface Subscriber {
  take(delta: SerializedDelta): void
}

export interface Topic {
  readonly name: string
  /** Its name and, where every account has one of this name, whose it is. */
  readonly address: string
  readonly subscribers: Set<Subscriber>
  /** Who was given a snapshot: only they may resume, because resuming asks the source nothing. */
  readonly readers: Map<string, Actor>
  publish(seq: number, data: unknown, urgent: boolean): void
  /** Readers of one account and role who ask while it is read get the very same. */
  snapshot(reader: Actor): Promise<EncodedSnapshot | Refusal>
  isReading(): boolean
  /** The topic is known up to here from now on; only the first call counts. */
  startAt(seq: number): void
  /** Undefined when the deltas after `seq` are not all here. */
  deltasAfter(seq: number): SerializedDelta[] | undefined
  ringBytes(): number
  stop(): void
}

export interface EncodedSnapshot {
  seq: number
  frame: Buffer
}

export interface TopicSettings {
  name: string
  address: string
  epoch: string
  key: string
  source: TopicSource
  now(): number
  timers: Timers
  coalesceMs: number
}

export function createTopic({ name, address, epoch, key, source, now, timers, coalesceMs }: TopicSettings): Topic {
  const subscribers = new Set<Subscriber>()
  const reads = new Map<string, Promise<EncodedSnapshot | Refusal>>()
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
    const frame = encoded({ type: 'delta', topic: name, from, to: seq, at: now(), data })
    const delta = { from, to: seq, frame }
    ring.push(delta)
    for (const subscriber of subscribers) subscriber.take(delta)
  }

  async function read(reader: Actor): Promise<EncodedSnapshot | Refusal> {
    const answer = await source.snapshot(key, reader)
    if (isRefusal(answer)) return answer
    const { seq, data } = answer
    return { seq, frame: encoded({ type: 'snapshot', topic: name, epoch, seq, at: now(), data }) }
  }

  return {
    name,
    address,
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
    snapshot(reader) {
      const shared = scopeOf(reader)
      const underWay = reads.get(shared)
      if (underWay !== undefined) return underWay
      const reading = read(reader).finally(() => reads.delete(shared))
      reads.set(shared, reading)
      return reading
    },
    isReading: () => reads.size > 0,
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

/** Rights hang on these and on nothing else of a reader. */
const scopeOf = (reader: Actor): string => `${reader.accountId} ${'role' in reader ? reader.role : reader.kind}`
