/** One connection: what it subscribed to, what it may take, and when it is cut. */
import type { Actor, ClientFrame, ServerFrame } from '@sluice/model'
import { readClientFrame } from './client-frame.ts'
import type { Connection } from './connection.ts'
import { encoded } from './encoded-frame.ts'
import { createFlow } from './flow.ts'
import { hubLimits } from './hub-limits.ts'
import { createSubscription, type Outlet, type Since, type Subscription } from './subscription.ts'
import type { Topic } from './topic.ts'
import type { Topics } from './topics.ts'

export interface Reader {
  readonly actor: Actor
  receive(text: string): void
  beat(frame: Buffer): void
  /** Cuts the connection from this side. */
  cut(code: number, reason: string): void
  /** The connection is gone: nothing more is sent. */
  leave(): void
  subscriptionCount(): number
  isBehind(): boolean
}

export interface ReaderSettings {
  epoch: string
  now(): number
  topics: Topics
  onFrame(): void
  onSnapshot(): void
  onFault(error: unknown): void
  /** Called once, however the connection ended. */
  onLeave(reader: Reader): void
}

interface Subscribed {
  topic: Topic
  subscription: Subscription
}

export function createReader(connection: Connection, actor: Actor, settings: ReaderSettings): Reader {
  const { epoch, now, topics } = settings
  const subscribed = new Map<string, Subscribed>()
  const flow = createFlow(connection, now)
  let isOpen = true
  let reads = 0

  const tell = (frame: ServerFrame) => connection.send(encoded(frame))

  /** Refusals are sent however far behind the reader is, so one that asks and does not listen is cut. */
  function refuse(topic: string, code: string, message: string): void {
    if (connection.bufferedBytes() > hubLimits.bufferedBytes) return cut(1008, 'This reader asks and does not listen.')
    tell({ type: 'refused', topic, code, message })
  }

  const outlet: Outlet = {
    actor,
    mayTake: flow.mayTake,
    send(frame) {
      flow.sent()
      settings.onFrame()
      connection.send(frame)
    },
    refuse(topic, { code, message }) {
      unsubscribe(topic)
      refuse(topic, code, message)
    },
    snapshotSent: settings.onSnapshot,
    readStarted: () => void (reads += 1),
    readEnded: () => void (reads -= 1),
    fault: settings.onFault,
  }

  function obey(frame: ClientFrame): void {
    switch (frame.type) {
      case 'subscribe':
        return subscribe(frame.topic, frame.since)
      case 'unsubscribe':
        return unsubscribe(frame.topic)
      case 'ack':
        flow.acknowledged(frame.frames)
        return catchUp()
    }
  }

  /** A second subscription to a topic replaces the first: that is how a client asks for a fresh start. */
  function subscribe(name: string, since: Since | undefined): void {
    if (!subscribed.has(name) && subscribed.size >= hubLimits.subscriptionsPerConnection)
      return refuse(
        name,
        'TooManyRequests',
        `One connection watches at most ${hubLimits.subscriptionsPerConnection} topics.`,
      )
    if (reads >= hubLimits.readsPerConnection)
      return refuse(name, 'TooManyRequests', 'Too many topics were asked for at once: wait for their answers.')
    const subscription = createSubscription(epoch, outlet)
    const topic = topics.join(name, actor.accountId, subscription)
    if (topic === undefined) return refuse(name, ...noTopic)
    unsubscribe(name)
    subscribed.set(name, { topic, subscription })
    subscription.start(topic, since)
  }

  function unsubscribe(name: string): void {
    const found = subscribed.get(name)
    if (found === undefined) return
    subscribed.delete(name)
    found.subscription.end()
    topics.leave(found.topic, found.subscription)
  }

  function catchUp(): void {
    for (const { subscription } of subscribed.values()) subscription.catchUp()
  }

  function isTooFarBehind(): boolean {
    const since = flow.mayTake() ? undefined : flow.behindSince()
    return since !== undefined && now() - since > hubLimits.behindMs
  }

  function leave(): void {
    if (!isOpen) return
    isOpen = false
    for (const name of [...subscribed.keys()]) unsubscribe(name)
    settings.onLeave(reader)
  }

  function cut(code: number, reason: string): void {
    if (!isOpen) return
    leave()
    connection.close(code, reason)
  }

  const reader: Reader = {
    actor,
    leave,
    cut,
    receive(text) {
      if (!isOpen) return
      const read = readClientFrame(text)
      if (read.status === 'broken') return cut(1008, read.reason)
      if (read.status === 'noTopic') return refuse(read.topic, ...noTopic)
      obey(read.frame)
    },
    beat(frame) {
      catchUp()
      if (isTooFarBehind()) return cut(1013, 'This reader is too far behind.')
      connection.send(frame)
    },
    subscriptionCount: () => subscribed.size,
    isBehind: () => flow.behindSince() !== undefined,
  }
  return reader
}

const noTopic = ['InvalidInputException', 'There is no topic of this name.'] as const
