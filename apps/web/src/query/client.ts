/** The one API client and the one query cache. Whoever is told "not signed in" makes everyone look at the session again. */
import { ApiError, createClient } from '@sluice/api/client'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

/** `fetch` is looked up at each call, so that whoever wraps it later is heard. */
export const api = createClient({ fetch: (address, init) => fetch(address, init) })

const sessionKey = ['getSession', {}] as const

function noticeSignedOut(error: Error): void {
  if (error instanceof ApiError && error.code === 'NotSignedIn')
    void queryClient.invalidateQueries({ queryKey: sessionKey })
}

/** A refusal does not change by asking again; a missing answer may. */
function mayRetry(failures: number, error: Error): boolean {
  const isRefusal = error instanceof ApiError && error.status >= 400 && error.status < 500
  return !isRefusal && failures < 2
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: { staleTime: 5000, retry: mayRetry, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})
