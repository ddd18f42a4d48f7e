/**
 * The newest that this tab knows of a deployment: what its topic told, or, while the topic is not live, what a request
 * answered. What came by request is never called live: it is as of its answer, and asked again.
 */
import type { DeploymentSummary } from '@sluice/model'
import type { TopicView } from './bridge.ts'
import type { TopicError } from './topic-worth.ts'

/** While the topic is not live. Milliseconds. */
export const askAgainMs = 3000

export interface Known {
  deployment: DeploymentSummary
  state: 'live' | 'stale'
  /** While stale: when it was known to be right. Milliseconds since the epoch. */
  asOf: number | undefined
  /** Why it is not live, when that is known. */
  error: TopicError | undefined
}

interface Asked {
  deployment: DeploymentSummary | undefined
  /** Milliseconds since the epoch. */
  answeredAt: number
}

export function newestOf(live: TopicView<'deployment'>, asked: Asked): Known | undefined {
  const { data, state, asOf, error } = live
  const isLive = state === 'live'
  const isAskedNewer = data === undefined || (!isLive && asked.answeredAt > (asOf ?? 0))
  if (asked.deployment !== undefined && isAskedNewer)
    return { deployment: asked.deployment, state: 'stale', asOf: asked.answeredAt, error }
  if (data === undefined) return undefined
  return { deployment: data, state: isLive ? 'live' : 'stale', asOf, error }
}
