/**
 * The newest that this tab knows of a deployment, and of many: what the topic told, or, while the topic is not live, what a
 * request answered since. What came by request is never called live: it is as of its answer, and asked again.
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

type Rows = readonly DeploymentSummary[]

export interface AskedRows {
  rows: Rows
  /** Milliseconds since the epoch. */
  answeredAt: number
}

/** What the topic told, as long as it is newer than an answer of then: nothing of it counts when it was cut before. */
export function toldSince({ data, state, asOf }: TopicView<'deployments'>, answeredAt: number): Rows {
  const isNewer = state === 'live' || answeredAt <= (asOf ?? 0)
  return isNewer ? (data ?? []) : []
}

/** What was asked, with what was told since: rows that changed in their places, new ones after them. */
export function newestRows({ rows, answeredAt }: AskedRows, live: TopicView<'deployments'>): Rows {
  const byId = new Map(rows.map((row) => [row.deploymentId, row]))
  for (const row of toldSince(live, answeredAt)) byId.set(row.deploymentId, row)
  return [...byId.values()]
}

/** Of both together, while the topic is not live: the later of when it was cut and when the request was answered. */
export function newestAsOf({ asOf }: Pick<TopicView<'deployments'>, 'asOf'>, answeredAt: number): number | undefined {
  return asOf === undefined ? undefined : Math.max(asOf, answeredAt)
}
