/** What the hub needs to know of a kind of topic: how to read it whole, and how two changes become one. */
import type { Actor, Refusal, TopicData } from '@sluice/model'

export type TopicKind = keyof TopicData

export interface TopicSnapshot {
  /** Everything up to this commit is in `data`; what came later may be in it too. */
  seq: number
  data: unknown
}

export interface TopicSource {
  /** Every account has topics of these names, each its own: `instances`, `deployments:*`. Ids are one account's only. */
  isPerAccount: boolean
  /**
   * `key` is what stands after the colon, empty for a topic without one. Refuses what the reader may not see. Asked once for
   * all readers of one account and role who come while it reads.
   */
  snapshot(key: string, reader: Actor): Promise<TopicSnapshot | Refusal>
  /** One change with the effect of `before` and then `next`. */
  merge(before: unknown, next: unknown): unknown
}

export type TopicSources = { readonly [Kind in TopicKind]: TopicSource }

export interface PublishOptions {
  /** Sent at once, with what waits already: approvals and ends. */
  urgent?: boolean
  /** Whose it is, of a topic whose source is per account; without it, nobody hears of such a change. */
  accountId?: string | undefined
}

export interface ParsedTopic {
  kind: TopicKind
  key: string
}

/** Undefined for a name that is no topic. `instances` is the only topic without a key. */
export function parseTopic(name: string, sources: TopicSources): ParsedTopic | undefined {
  const colon = name.indexOf(':')
  const kind = colon < 0 ? name : name.slice(0, colon)
  const key = colon < 0 ? '' : name.slice(colon + 1)
  if (!Object.hasOwn(sources, kind) || (kind === 'instances') !== (key === '')) return undefined
  return { kind: kind as TopicKind, key }
}
