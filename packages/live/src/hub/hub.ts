/**
 * The hub: commits come in by `publish`, readers by `connect`. It knows names of topics and their order, not what is in
 * them, and asks a topic's source who may read it. One per process.
 */
import type { Actor } from '@sluice/model'
import { systemTimers, type Timers } from '../timers.ts'
import type { Connection } from './connection.ts'
import { encoded } from './encoded-frame.ts'
import { createReader, type Reader } from './reader.ts'
import type { PublishOptions, TopicSources } from './topic-source.ts'
import { createTopics } from './topics.ts'

export interface HubOptions {
  /** The id of the data set: it changes at a restore, not at a restart. */
  epoch: string
  sources: TopicSources
  clock: { now(): number }
  timers?: Timers
  /** How long changes of a topic are gathered before they are sent together. */
  coalesceMs?: number
  heartbeatMs?: number
  /** Of the server, for the browser to see that it is older. */
  version: string
  /** A source that threw: its reader gets a refusal, the fault goes here. */
  onFault?(error: unknown): void
}

export interface HubConnection {
  receive(text: string): void
  /** The socket is gone. */
  closed(): void
}

export interface HubMetrics {
  connections: number
  subscriptions: number
  /** Watched, or watched a moment ago. */
  topics: number
  ringBytes: number
  readersBehind: number
  /** Since the start. */
  framesSent: number
  snapshotsSent: number
}

export interface Hub {
  connect(connection: Connection, actor: Actor): HubConnection
  /** `seq` grows with every change of a topic; a number that was there already is a repetition and is left out. */
  publish(topic: string, seq: number, data: unknown, options?: PublishOptions): void
  /** Cuts everyone of whom this is true, with 4401: signed out, locked, of another role now. */
  disconnect(matches: (actor: Actor) => boolean): void
  /** At the end of the process. */
  closeAll(): void
  metrics(): HubMetrics
}

export function createHub(options: HubOptions): Hub {
  const { epoch, sources, clock, version, timers = systemTimers, coalesceMs = 50, heartbeatMs = 4000 } = options
  const now = () => clock.now()
  const topics = createTopics({ epoch, sources, now, timers, coalesceMs })
  const readers = new Set<Reader>()
  const sent = { frames: 0, snapshots: 0 }
  let cancelBeat: (() => void) | undefined

  function beat(): void {
    cancelBeat = timers.after(heartbeatMs, beat)
    const frame = encoded({ type: 'heartbeat', at: now() })
    for (const reader of [...readers]) reader.beat(frame)
  }

  function forget(reader: Reader): void {
    readers.delete(reader)
    if (readers.size > 0) return
    cancelBeat?.()
    cancelBeat = undefined
  }

  return {
    connect(connection, actor) {
      const reader = createReader(connection, actor, {
        epoch,
        now,
        topics,
        onFrame: () => (sent.frames += 1),
        onSnapshot: () => (sent.snapshots += 1),
        onFault: (error) => options.onFault?.(error),
        onLeave: forget,
      })
      readers.add(reader)
      cancelBeat ??= timers.after(heartbeatMs, beat)
      connection.send(encoded({ type: 'hello', epoch, at: now(), heartbeatMs, version }))
      return { receive: reader.receive, closed: reader.leave }
    },
    publish: (topic, seq, data, { urgent = false, accountId } = {}) =>
      topics.find(topic, accountId)?.publish(seq, data, urgent),
    disconnect(matches) {
      topics.forgetReaders(matches)
      for (const reader of [...readers]) if (matches(reader.actor)) reader.cut(4401, 'Sign in again.')
    },
    closeAll() {
      for (const reader of [...readers]) reader.cut(1001, 'The server stops.')
      topics.stop()
    },
    metrics: () => ({
      connections: readers.size,
      subscriptions: sum(readers, (reader) => reader.subscriptionCount()),
      topics: sum(topics.all(), () => 1),
      ringBytes: sum(topics.all(), (topic) => topic.ringBytes()),
      readersBehind: sum(readers, (reader) => (reader.isBehind() ? 1 : 0)),
      framesSent: sent.frames,
      snapshotsSent: sent.snapshots,
    }),
  }
}

function sum<Item>(items: Iterable<Item>, count: (item: Item) => number): number {
  let total = 0
  for (const item of items) total += count(item)
  return total
}
