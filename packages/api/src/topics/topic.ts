/**
 * The form of a topic: what one reads at first, and what follows from each commit. A topic's key is its permission scope;
 * nothing is filtered per reader. Messages carry finished rows.
 */
import type { Committed } from '@sluice/conductor'
import type { Actor, Refusal, TopicData } from '@sluice/model'
import type { Ports } from '../ports.ts'
import type { TopicContract, TopicKind } from './topic-contract.ts'

export interface Snapshot<Kind extends TopicKind> {
  data: TopicData[Kind]
  /** The commit (or line) that the data includes. */
  seq: number
}

export interface Delta {
  /** The whole name: `fleet:d-1A2B3C4D5`. */
  topic: string
  /** Whose it is, where every account has a topic of this name (A16). */
  accountId?: string
  data: unknown
  seq: number
  /** Ends are not held back to be sent together with others. */
  urgent: boolean
}

export interface TopicSource<Kind extends TopicKind> {
  contract: TopicContract<Kind>
  /** Refuses what is not there, or not the reader's to see, in the same words. */
  snapshot(ports: Ports, reader: Actor, key: string): Promise<Snapshot<Kind> | Refusal>
  /** What a commit changes in topics of this kind. */
  deltas(committed: Committed): Delta[]
}
