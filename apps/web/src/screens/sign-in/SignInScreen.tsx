/** Signing in: with e-mail and password, or with a one-time link, after which a password is chosen. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { Brand } from '../../ui/Brand.tsx'
import { ChoosePassword } from './ChoosePassword.tsx'
import { LinkForm } from './LinkForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'

export default function SignInScreen() {
  const [params] = useSearchParams()
  const session = useQuery(op('getSession', {}))
  const [usedLink, setUsedLink] = useState(false)
  useEffect(() => {
    document.title = 'Sign in · Sluice'
  }, [])

  const link = params.get('link')
  const next = safeNext(params.get('next'))
  if (session.isPending) return null
  const signedIn = session.data?.session
  // Told by the session and not by what happened in this tab: a reload in between changes nothing.
  if (link !== null && signedIn?.hasPassword === false)
    return (
      <Panel>
        <ChoosePassword next={next} email={signedIn.email} />
      </Panel>
    )
  if (signedIn !== undefined && (link === null || usedLink)) return <Navigate to={next} replace />
  return (
    <Panel>
      {link === null ? (
        <PasswordForm firstRun={session.data?.firstRun ?? false} onSignedIn={() => void session.refetch()} />
      ) : (
        <LinkForm link={link} onSignedIn={() => setUsedLink(true)} />
      )}
    </Panel>
  )
}

/** Only paths of this site: an address of another one would send people away. It is read as the browser reads it, which drops tabs. */
export function safeNext(next: string | null): string {
  if (next === null || !next.startsWith('/') || !URL.canParse(next, location.origin)) return paths.home()
  const { origin, pathname, search, hash } = new URL(next, location.origin)
  return origin === location.origin && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : paths.home()
}

function Panel({ children }: { children: React.ReactNode }) {
  return (
    <div className="grid min-h-dvh place-items-center bg-surface p-4">
      <main className="w-full max-w-sm">
        <div className="mb-5 flex justify-center text-lg">
          <Brand />
        </div>
        <div className="rounded-lg border border-line bg-bg p-6">{children}</div>
      </main>
    </div>
  )
}
