/** A one-time link signs in by a press, not by being opened: previews of links in mail and chat must not use it up. */
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { SignInProblem } from './SignInProblem.tsx'

export function LinkForm({ link, onSignedIn }: { link: string; onSignedIn: () => void }) {
  const signIn = useOperation('signIn')
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold tracking-tight">Welcome to Sluice</h1>
      <p className="text-muted">
        This link signs you in once. After that you choose a password, and see your deployments.
      </p>
      <SignInProblem error={signIn.error} />
      <Button look="primary" busy={signIn.isPending} onClick={() => signIn.mutate({ link }, { onSuccess: onSignedIn })}>
        Sign in
      </Button>
      <Link to={paths.signIn()} replace className="link inline-flex min-h-6 items-center self-center text-sm">
        Sign in with a password
      </Link>
    </div>
  )
}
