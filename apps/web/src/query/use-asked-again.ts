/** Asks an operation again when what it speaks of stands differently, at most once a second however many hosts report. */
import type { OperationName } from '@sluice/api/contracts'
import { useEffect } from 'react'
import { queryClient } from './client.ts'

const quietMs = 1000

/** Pages of a long list are left alone: what is old in it does not change. */
export function useAskedAgain(name: OperationName, standing: string): void {
  useEffect(() => {
    const again = () =>
      queryClient.invalidateQueries({
        predicate: ({ queryKey: [asked, , pages] }) => asked === name && pages === undefined,
      })
    const timer = setTimeout(() => void again(), quietMs)
    return () => clearTimeout(timer)
  }, [name, standing])
}
