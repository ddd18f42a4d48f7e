/**
 * Asks an operation again when what it speaks of stands differently: at once, and then at most once a second, however many
 * hosts report and for however long.
 */
import type { OperationName } from '@sluice/api/contracts'
import { useEffect, useMemo, useRef } from 'react'
import { askAgain, atMostEvery } from './again.ts'
import { queryClient } from './client.ts'

const quietMs = 1000

/** Pages of a long list are left alone: what is old in it does not change. */
export function useAskedAgain(name: OperationName, standing: string): void {
  const asking = useMemo(
    () =>
      atMostEvery(quietMs, () =>
        askAgain(queryClient, ({ queryKey: [asked, , pages] }) => asked === name && pages === undefined),
      ),
    [name],
  )
  const before = useRef(standing)
  useEffect(() => {
    if (before.current !== standing) asking.call()
    before.current = standing
  }, [asking, standing])
  useEffect(() => asking.cancel, [asking])
}
