/**
 * The topics that are watched, or were a moment ago. A change of any other topic finds no entry here and is forgotten:
 * whoever comes later reads a snapshot.
 */
import type { Actor } from '@sluice/model'
import type { Timers } from '../timers.ts'
import { hubLimits } from './hub-limits.ts'
import { parseTopic, type TopicSources } from './topic-source.ts'
import { createTopic, type Subscriber, type Topic } from './topic.ts'

export interface Topics {
  /** Undefined when nobody watches it. `accountId` is for topics whose source is per account, and only for them. */
  find(name: string, accountId: string | undefined): Topic | undefined
  /** The topic of this name in the subscriber's account (A16). Undefined when there is no such topic. */
  join(name: string, accountId: string, subscriber: Subscriber): Topic | undefined
  leave(topic: Topic, subscriber: Subscriber): void
  /** These people must be given a snapshot, that is be asked for their rights, before they hear anything again. */
  forgetReaders(matches: (reader: Actor) => boolean): void
  all(): Iterable<Topic>
  stop(): void
}

export interface TopicsSettings {
  epoch: string
  sources: TopicSources
  now(): number
  timers: Timers
  coalesceMs: number
}

export function createTopics({ sources, ...settings }: TopicsSettings): Topics {
  const watched = new Map<string, Topic>()
  const lingering = new Map<Topic, () => void>()

  function open(name: string, accountId: string): Topic | undefined {
    const parsed = parseTopic(name, sources)
    if (parsed === undefined) return undefined
    const source = sources[parsed.kind]
    const address = addressOf(name, source.isPerAccount ? accountId : undefined)
    const known = watched.get(address)
    if (known !== undefined) return known
    const topic = createTopic({ name, address, key: parsed.key, source, ...settings })
    watched.set(address, topic)
    return topic
  }

  function drop(topic: Topic): void {
    lingering.get(topic)?.()
    lingering.delete(topic)
    topic.stop()
    watched.delete(topic.address)
  }

  return {
    find: (name, accountId) => watched.get(addressOf(name, accountId)),
    join(name, accountId, subscriber) {
      const topic = open(name, accountId)
      if (topic === undefined) return undefined
      lingering.get(topic)?.()
      lingering.delete(topic)
      topic.subscribers.add(subscriber)
      return topic
    },
    leave(topic, subscriber) {
      if (!topic.subscribers.delete(subscriber) || topic.subscribers.size > 0) return
      // One that is being read stays, so that asking again and again reads once.
      if (topic.readers.size === 0 && !topic.isReading()) return drop(topic)
      lingering.set(
        topic,
        settings.timers.after(hubLimits.lingerMs, () => drop(topic)),
      )
      const [oldest] = lingering.keys()
      if (lingering.size > hubLimits.lingeringTopics && oldest !== undefined) drop(oldest)
    },
    forgetReaders(matches) {
      for (const { readers } of watched.values())
        for (const [id, reader] of readers) if (matches(reader)) readers.delete(id)
    },
    all: () => watched.values(),
    stop() {
      for (const topic of [...watched.values()]) drop(topic)
    },
  }
}

/** Names of topics hold no blank, so no account's topic is ever another's. */
const addressOf = (name: string, accountId: string | undefined): string =>
  accountId === undefined ? name : `${accountId} ${name}`
