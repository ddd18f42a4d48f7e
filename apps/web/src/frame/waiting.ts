/**
 * Everything that waits for a human: deployments that are ready to reroute. The request finds those of any age, the topic
 * tells each change at once.
 */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useTopic } from '../live/bridge.ts'
import { newestAsOf, newestRows } from '../live/known.ts'
import type { TopicWorth } from '../live/topic-worth.ts'
import { op } from '../query/op.ts'

/** A change that the topic missed while it was cut is seen after this. */
const askAgainMs = 30_000

export interface Waiting {
  /** The nearest deadline first; those without one last. */
  rows: readonly DeploymentSummary[]
  /** Whether both sources were heard, so that an empty list means that nothing waits. */
  isKnown: boolean
  state: TopicWorth['state']
  asOf: number | undefined
  error: { message: string } | undefined
}

export function useWaiting(): Waiting {
  const asked = useQuery({
    ...op('listDeployments', { includeOnlyStatuses: ['Ready'] }),
    refetchInterval: askAgainMs,
  })
  const live = useTopic('deployments', '*')
  const { data, dataUpdatedAt: answeredAt, error } = asked
  const found = data?.deploymentsInfo
  const known = newestRows({ rows: found ?? [], answeredAt }, live)
  return {
    rows: waitingAmong(known),
    isKnown: found !== undefined,
    state: error !== null && found === undefined ? 'error' : live.state,
    asOf: newestAsOf(live, answeredAt),
    error: found === undefined ? (error ?? undefined) : undefined,
  }
}

export const waitingAmong = (rows: readonly DeploymentSummary[]): readonly DeploymentSummary[] =>
  rows.filter((row) => row.status === 'Ready').toSorted(byDeadline)

const withoutDeadline = '9999'
const deadlineOf = (row: DeploymentSummary): string => row.blueGreen?.ready?.until ?? withoutDeadline

const byDeadline = (a: DeploymentSummary, b: DeploymentSummary): number =>
  deadlineOf(a).localeCompare(deadlineOf(b)) || a.createTime.localeCompare(b.createTime)
