/** E-mail and password. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { SignInProblem } from './SignInProblem.tsx'

export function PasswordForm({ firstRun, onSignedIn }: { firstRun: boolean; onSignedIn: () => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useOperation('signIn')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!signIn.isPending) signIn.mutate({ email, password }, { onSuccess: onSignedIn })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold tracking-tight">Sign in</h1>
      {firstRun && (
        <p className="rounded-md bg-accent-soft px-3 py-2 text-sm">
          Nobody has a password here yet. Open the one-time link that <span className="mono">npm start</span> printed in
          the terminal; each start prints a new one.
        </p>
      )}
      <Input
        label="Email"
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Input
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <SignInProblem error={signIn.error} />
      <Button type="submit" look="primary" busy={signIn.isPending}>
        Sign in
      </Button>
      <p className="text-xs text-muted">No account, or no password? An administrator can give you a one-time link.</p>
    </form>
  )
}
