/** Of everything that waits, what this very person may decide: only that asks for their attention. */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { op } from '../query/op.ts'
import { useAskedAgain } from '../query/use-asked-again.ts'
import { useMay, useSession } from '../session/session.ts'
import type { Waiting } from './waiting.ts'

/** A policy that changes, and a deadline that passes, say nothing of themselves. */
const askAgainMs = 30_000

export interface Mine {
  rows: readonly DeploymentSummary[]
  /** Whether the server has said of each whether this person may. */
  isKnown: boolean
}

export function useMine({ rows, isKnown }: Waiting): Mine {
  const { userId } = useSession()
  const isAsked = useMay('continueDeployment').allowed && rows.length > 0
  const { data, isPending } = useQuery({
    ...op('listApprovals', {}),
    enabled: isAsked,
    refetchInterval: askAgainMs,
  })
  useAskedAgain('listApprovals', rows.map(standingOf).join(','))
  const allowed = new Set(data?.approvals.filter((one) => one.mayApprove.allowed).map((one) => one.deploymentId))
  const mine = rows.filter((row) => isAsked && allowed.has(row.deploymentId) && !hasApproved(row, userId))
  return { rows: mine, isKnown: isKnown && !(isAsked && isPending) }
}

const standingOf = ({ deploymentId, blueGreen }: DeploymentSummary): string =>
  `${deploymentId} ${blueGreen?.ready?.approvals?.length ?? 0}`

const hasApproved = ({ blueGreen }: DeploymentSummary, userId: string | undefined): boolean =>
  userId !== undefined && blueGreen?.ready?.approvals?.some(({ actorId }) => actorId === `user:${userId}`) === true
