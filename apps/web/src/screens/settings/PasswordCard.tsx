/** Choose or change one's password. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'

export function PasswordCard({ hasPassword }: { hasPassword: boolean }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useOperation('setPassword')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (change.isPending) return
    change.mutate(
      { newPassword: next, ...(hasPassword ? { currentPassword: current } : {}) },
      {
        onSuccess: () => {
          setCurrent('')
          setNext('')
          toast('Your password was changed')
        },
      },
    )
  }
  const newError = fieldError(change.error, 'newPassword')
  return (
    <Card title="Password">
      <Form onSubmit={submit} className="flex max-w-sm flex-col gap-3">
        {hasPassword && (
          <Input
            label="Current password"
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
        <Input
          label="New password"
          type="password"
          autoComplete="new-password"
          hint="A sentence is good."
          value={next}
          error={newError}
          onChange={(event) => setNext(event.target.value)}
        />
        {change.error !== null && newError === undefined && (
          <ErrorRegion what="The password was not changed" error={change.error} />
        )}
        <div>
          <Button
            type="submit"
            busy={change.isPending}
            disabledReason={next === '' ? 'Type a new password first.' : undefined}
          >
            Change password
          </Button>
        </div>
      </Form>
    </Card>
  )
}
