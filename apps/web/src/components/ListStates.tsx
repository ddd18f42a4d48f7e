/** The shape of every list that a screen loads whole: in error, loading, empty, or its rows. */
import type { ApiError } from '@sluice/api/client'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorRegion } from '../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../ui/Skeleton.tsx'

interface ListStatesProps<Data, Row> {
  /** "deployment groups" */
  what: string
  query: UseQueryResult<Data, ApiError>
  rowsOf: (data: Data) => readonly Row[]
  empty: ReactNode
  /** Grey rows while it loads. */
  bones?: number
  children: (rows: readonly Row[]) => ReactNode
}

export function ListStates<Data, Row>({ what, query, rowsOf, empty, bones = 6, children }: ListStatesProps<Data, Row>) {
  const rows = query.data === undefined ? undefined : rowsOf(query.data)
  return (
    <>
      {query.error !== null && (
        <ErrorRegion
          what={`The ${what} could not be loaded`}
          error={query.error}
          onRetry={query.error.status === 404 ? undefined : () => void query.refetch()}
        />
      )}
      {query.isPending && (
        <Loading what={`Loading ${what}…`}>
          <BoneRows rows={bones} />
        </Loading>
      )}
      {rows !== undefined && (rows.length === 0 ? empty : children(rows))}
    </>
  )
}
