/** Of everything that waits, what this very person may decide: only that asks for their attention. */
import type { DeploymentSummary } from '@sluice/model'
import { useQueries } from '@tanstack/react-query'
import { op } from '../query/op.ts'
import { useMay, useSession } from '../session/session.ts'
import type { Waiting } from './waiting.ts'

/** The nearest deadlines; whoever has more than these waiting has enough to do. */
const mostAsked = 20
/** Who has approved changes without the list of what waits. */
const askAgainMs = 10_000

export interface Mine {
  rows: readonly DeploymentSummary[]
  /** Whether the server has said of each whether this person may. */
  isKnown: boolean
}

export function useMine({ rows, isKnown }: Waiting): Mine {
  const { userId } = useSession()
  const mayDecide = useMay('continueDeployment').allowed
  const asked = rows.slice(0, mayDecide ? mostAsked : 0).filter((row) => !hasApproved(row, userId))
  const answers = useQueries({
    queries: asked.map(({ deploymentId }) => ({
      ...op('getApproval', { deploymentId }),
      refetchInterval: askAgainMs,
    })),
  })
  const mine = asked.filter((_, at) => answers[at]?.data?.mayApprove.allowed === true)
  return { rows: mine, isKnown: isKnown && answers.every(({ isPending }) => !isPending) }
}

const hasApproved = ({ blueGreen }: DeploymentSummary, userId: string | undefined): boolean =>
  userId !== undefined && blueGreen?.ready?.approvals?.some(({ actorId }) => actorId === `user:${userId}`) === true
