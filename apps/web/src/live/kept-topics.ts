/**
 * The last that topics told, kept beside the copies of answers (query/copies), so that a deployment can be looked at while
 * the server is gone, after a reload too. Logs are not kept: they are long, and the server has them.
 */
import { queryClient } from '../query/client.ts'
import { topicCopy } from '../query/copies/bounds.ts'
import type { TopicKind, TopicStates } from './topics.ts'

const keptKinds: readonly TopicKind[] = ['deployment', 'deployments', 'fleet', 'instances']

/** Fleets are compared by nobody: their columns are written in place. */
queryClient.setQueryDefaults([topicCopy], { structuralSharing: false })

export function keepTopic<Kind extends TopicKind>(kind: Kind, name: string, data: TopicStates[Kind], at: number): void {
  if (keptKinds.includes(kind)) queryClient.setQueryData([topicCopy, name], data, { updatedAt: at })
}

export interface KeptTopic<Kind extends TopicKind> {
  data: TopicStates[Kind]
  /** When it was right. Milliseconds since the epoch. */
  at: number
}

export function keptTopic<Kind extends TopicKind>(name: string): KeptTopic<Kind> | undefined {
  const state = queryClient.getQueryState<TopicStates[Kind]>([topicCopy, name])
  return state?.data === undefined ? undefined : { data: state.data, at: state.dataUpdatedAt }
}
