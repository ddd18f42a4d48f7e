/**
 * What this tab wants to hear, and how far it has heard it. Several listeners share one subscription; the first frame of a
 * listener is always a snapshot, so a late one makes the server send a new snapshot to all.
 */
import type { ClientFrame, ServerFrame } from '@sluice/model'

export interface TopicListener {
  onSnapshot(data: unknown): void
  onDelta(data: unknown): void
  onRefused(error: { code: string; message: string }): void
}

interface Subscribed {
  listeners: Set<TopicListener>
  /** The last commit that is taken in; undefined while a snapshot is awaited. */
  seq: number | undefined
  isAsked: boolean
}

export interface SubscribedTopics {
  add(topic: string, listener: TopicListener): () => void
  /** A connection stands: asks again for everything, from where it was heard when the data set is still the same. */
  resume(epoch: string): void
  /** No connection: what is added now is asked for at the next `resume`. */
  pause(): void
  take(frame: Exclude<ServerFrame, { type: 'hello' | 'heartbeat' }>): void
  clear(): void
}

export function createSubscribedTopics(send: (frame: ClientFrame) => void): SubscribedTopics {
  const topics = new Map<string, Subscribed>()
  let knownEpoch: string | undefined
  let isConnected = false

  function ask(topic: string, subscribed: Subscribed): void {
    if (!isConnected) return
    subscribed.isAsked = true
    const { seq } = subscribed
    const isKnown = seq !== undefined && knownEpoch !== undefined
    send({ type: 'subscribe', topic, ...(isKnown && { since: { epoch: knownEpoch as string, seq } }) })
  }

  function askAfresh(topic: string, subscribed: Subscribed): void {
    subscribed.seq = undefined
    ask(topic, subscribed)
  }

  function takeDelta(topic: string, subscribed: Subscribed, from: number, to: number, data: unknown): void {
    if (subscribed.seq === undefined || to <= subscribed.seq) return
    // A delta may begin earlier than what is known: the snapshot was newer than the topic's last change.
    if (from > subscribed.seq) return askAfresh(topic, subscribed)
    subscribed.seq = to
    for (const listener of [...subscribed.listeners]) listener.onDelta(data)
  }

  function remove(topic: string, subscribed: Subscribed, listener: TopicListener): void {
    if (!subscribed.listeners.delete(listener) || subscribed.listeners.size > 0) return
    topics.delete(topic)
    if (isConnected) send({ type: 'unsubscribe', topic })
  }

  return {
    add(topic, listener) {
      const known = topics.get(topic)
      const subscribed = known ?? { listeners: new Set<TopicListener>(), seq: undefined, isAsked: false }
      topics.set(topic, subscribed)
      // A listener of its own for each call: the same one may be given twice.
      const own = bound(listener)
      subscribed.listeners.add(own)
      if (subscribed.seq !== undefined || !subscribed.isAsked) askAfresh(topic, subscribed)
      return () => remove(topic, subscribed, own)
    },
    resume(epoch) {
      if (epoch !== knownEpoch) for (const subscribed of topics.values()) subscribed.seq = undefined
      knownEpoch = epoch
      isConnected = true
      for (const [topic, subscribed] of topics) ask(topic, subscribed)
    },
    pause() {
      isConnected = false
      for (const subscribed of topics.values()) subscribed.isAsked = false
    },
    take(frame) {
      const subscribed = topics.get(frame.topic)
      if (subscribed === undefined) return
      switch (frame.type) {
        case 'snapshot':
          subscribed.seq = frame.seq
          for (const listener of [...subscribed.listeners]) listener.onSnapshot(frame.data)
          return
        case 'delta':
          return takeDelta(frame.topic, subscribed, frame.from, frame.to, frame.data)
        case 'refused':
          subscribed.seq = undefined
          subscribed.isAsked = false
          for (const listener of [...subscribed.listeners])
            listener.onRefused({ code: frame.code, message: frame.message })
      }
    },
    clear: () => topics.clear(),
  }
}

const bound = (listener: TopicListener): TopicListener => ({
  onSnapshot: (data) => listener.onSnapshot(data),
  onDelta: (data) => listener.onDelta(data),
  onRefused: (error) => listener.onRefused(error),
})
