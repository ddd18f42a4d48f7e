/** The facets in the address, and how to change one. */
import { useSearchParams } from 'react-router'
import type { HistoryFacet } from '../../paths.ts'
import { withFacet } from './address.ts'

export function useFacets() {
  const [params, setParams] = useSearchParams()
  const choose = (key: HistoryFacet, value: string | readonly string[] | undefined) =>
    setParams((before) => withFacet(before, key, value), { replace: true })
  return { params, setParams, choose }
}
