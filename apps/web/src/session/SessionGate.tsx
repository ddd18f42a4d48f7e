/**
 * Lets only signed-in people through; others go to the sign-in page and come back where they wanted to be. Somebody may have signed
 * in as another one elsewhere in this browser: then all screens begin anew.
 */
import { useQuery } from '@tanstack/react-query'
import { Fragment, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { paths } from '../paths.ts'
import { restoreCopies } from '../query/copies/browser-copies.ts'
import { op } from '../query/op.ts'
import { ErrorRegion } from '../ui/ErrorRegion.tsx'
import { identityOf, SessionContext } from './session.ts'

export function SessionGate({ children }: { children: ReactNode }) {
  const location = useLocation()
  const session = useQuery({ ...op('getSession', {}), staleTime: 60_000, refetchOnWindowFocus: 'always' })
  const isLooking = useCopiesWhen(session.data === undefined && session.error?.code === 'Unreachable')
  if (session.data === undefined) {
    if (session.error === null || isLooking) return null
    return (
      <main className="mx-auto max-w-xl p-6">
        <h1 className="mb-3 text-xl font-semibold">Sluice does not answer</h1>
        <ErrorRegion
          what="The server could not be asked who you are"
          error={session.error}
          onRetry={() => void session.refetch()}
        />
      </main>
    )
  }
  if (session.data.session === undefined)
    return <Navigate to={paths.signIn({ next: location.pathname + location.search })} replace />
  return (
    <SessionContext value={session.data.session}>
      <Fragment key={identityOf(session.data.session)}>{children}</Fragment>
    </SessionContext>
  )
}

/** While nobody answers, what was kept of this person's screens lets them in to read. Whether that is still looked for. */
function useCopiesWhen(isUnanswered: boolean): boolean {
  const [hasLooked, setLooked] = useState(false)
  useEffect(() => {
    if (!isUnanswered) return
    void restoreCopies().then(() => setLooked(true))
  }, [isUnanswered])
  return isUnanswered && !hasLooked
}
