/** The facets in the address, and how to change one. */
import { useSearchParams } from 'react-router'
import type { HistoryFacet } from '../../paths.ts'
import { withFacet } from './filter.ts'

export const fieldLook =
  'min-h-8 rounded-md border border-control bg-bg py-1 pl-2.5 text-text max-w-full min-w-0 max-sm:min-h-11 max-sm:flex-1'

export function useFacets() {
  const [params, setParams] = useSearchParams()
  const choose = (key: HistoryFacet, value: string | readonly string[] | undefined) =>
    setParams((before) => withFacet(before, key, value), { replace: true })
  return { params, setParams, choose }
}
