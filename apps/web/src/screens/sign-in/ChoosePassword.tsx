/**
 * After a one-time link: a password for the next time. May be put off; the session is already good. Once it is saved the
 * session says so, and the sign-in screen goes on to where the person wanted to be.
 */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'react-router'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { SignInProblem } from './SignInProblem.tsx'

export function ChoosePassword({ next, email }: { next: string; email: string | undefined }) {
  const [newPassword, setNewPassword] = useState('')
  const setPassword = useOperation('setPassword')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!setPassword.isPending) setPassword.mutate({ newPassword })
  }
  const newError = fieldError(setPassword.error, 'newPassword')
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold tracking-tight">Choose a password</h1>
      <p className="text-muted">You are signed in. The link cannot be used again, so next time you need a password.</p>
      {email !== undefined && (
        <p>
          You sign in as <b className="mono">{email}</b>
          <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        </p>
      )}
      <Input
        label="New password"
        type="password"
        name="new-password"
        autoComplete="new-password"
        autoFocus
        hint="A few words are easy to remember."
        error={newError}
        value={newPassword}
        onChange={(event) => setNewPassword(event.target.value)}
      />
      <SignInProblem error={newError === undefined ? setPassword.error : null} />
      <Button type="submit" look="primary" busy={setPassword.isPending}>
        Save password
      </Button>
      <Link to={next} replace className="link inline-flex min-h-6 items-center self-center text-sm">
        Later
      </Link>
    </Form>
  )
}
