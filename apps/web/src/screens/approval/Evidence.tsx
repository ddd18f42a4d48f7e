/** What came of asking for the evidence: not yet, not at all, or the page that needs it. */
import type { ApiError } from '@sluice/api/client'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { RegionState } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Bone, Loading } from '../../ui/Skeleton.tsx'
import type { Approval } from './gate.ts'

export type ApprovalQuery = UseQueryResult<Approval, ApiError>

/** Out of date when the last question was not answered, or the deployment itself is not live. */
export function evidenceState(query: ApprovalQuery, known: 'live' | 'stale'): RegionState {
  if (query.error !== null && query.data === undefined) return 'error'
  return query.error === null && known === 'live' ? 'live' : 'stale'
}

interface EvidenceProps {
  query: ApprovalQuery
  children: (approval: Approval) => ReactNode
}

export function Evidence({ query, children }: EvidenceProps) {
  const retry = () => void query.refetch()
  return (
    <>
      {query.error !== null && (
        <ErrorRegion
          what={query.data === undefined ? 'The evidence could not be loaded' : 'The evidence is not up to date'}
          error={query.error}
          stillWorks="The deployment itself goes on, and so does its deadline."
          onRetry={retry}
        />
      )}
      {query.data !== undefined && children(query.data)}
      {query.isPending && (
        <Loading what="Loading the evidence…" onRetry={retry}>
          <div className="grid gap-4 px-4 py-3.5 sm:px-6 lg:grid-cols-2">
            <Bone className="h-52" />
            <Bone className="h-52" />
            <Bone className="h-20" />
            <Bone className="h-20" />
          </div>
        </Loading>
      )}
    </>
  )
}
