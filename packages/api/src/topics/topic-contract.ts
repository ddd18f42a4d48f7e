/** The contract of a topic: its name, the scope in its key, and what it says. Browser-safe. */
import type { TopicData } from '@sluice/model'

export type TopicKind = keyof TopicData

export interface TopicContract<Kind extends TopicKind> {
  name: Kind
  /** What stands after the colon in the topic's name; undefined when there is only one such topic. */
  key: 'application' | 'deploymentId' | undefined
  /** One line for people. */
  message: string
}

export function topic<const Kind extends TopicKind>(contract: TopicContract<Kind>): TopicContract<Kind> {
  return contract
}
