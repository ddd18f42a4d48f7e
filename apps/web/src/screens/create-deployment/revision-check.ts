/** What the chosen revision's bundle is told off for, now: errors keep it from being started, warnings want to be read. */
import type { ApiError } from '@sluice/api/client'
import type { Output } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { op } from '../../query/op.ts'
import { useMay } from '../../session/session.ts'
import type { DraftForm } from './draft.ts'

export interface RevisionCheck {
  /** Absent until a revision is chosen and looked into, and for those who may not. */
  complaints: Output<'checkRevision'>['complaints'] | undefined
  errors: number
  warnings: number
  /** Warnings that nobody said to have read. */
  unread: number
  error: ApiError | null
}

export function useRevisionCheck({ draft, revisionInfo }: DraftForm): RevisionCheck {
  const mayCheck = useMay('checkRevision').allowed
  const query = useQuery({
    ...op('checkRevision', { revision: revisionInfo?.location ?? nowhere }),
    enabled: revisionInfo !== undefined && mayCheck,
    staleTime: Infinity,
  })
  const complaints = revisionInfo === undefined ? undefined : query.data?.complaints
  const warnings = count(complaints, 'warning')
  const isRead = revisionInfo !== undefined && draft.read === revisionInfo.revisionId
  return {
    complaints,
    errors: count(complaints, 'error'),
    warnings,
    unread: isRead ? 0 : warnings,
    error: revisionInfo === undefined ? null : query.error,
  }
}

/** Never asked for. */
const nowhere = { revisionType: 'S3', s3Location: { bucket: 'none', key: 'none', bundleType: 'zip' } } as const

const count = (complaints: RevisionCheck['complaints'], severity: 'error' | 'warning'): number =>
  complaints?.filter((complaint) => complaint.severity === severity).length ?? 0

/** Why it may not start, as far as the bundle is known. */
export function refusedByCheck({ errors, unread }: RevisionCheck): string | undefined {
  if (errors > 0) return 'Hosts cannot install this revision: choose another one.'
  return unread > 0 ? 'Read the warnings of the revision first (step 2).' : undefined
}
