/** A name and a compute platform. What was typed stays when it is refused. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { fieldError, useOperation } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'

export default function NewApplicationScreen() {
  const [name, setName] = useState('')
  const navigate = useNavigate()
  const create = useOperation('createApplication')
  const reason = whyNot(useMay('createApplication'))
  const problem =
    create.error === null ? undefined : (fieldError(create.error, 'applicationName') ?? nameProblem(create.error))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== undefined || create.isPending) return
    create.mutate({ applicationName: name }, { onSuccess: () => void navigate(paths.application(name)) })
  }
  return (
    <>
      <PageHead
        title="Create application"
        crumbs={[{ name: 'Applications', to: paths.applications() }, { name: 'Create' }]}
      />
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-4 px-4 py-4 sm:px-6">
        <Input
          label="Application name"
          autoComplete="off"
          autoFocus
          maxLength={200}
          value={name}
          error={problem}
          hint="1 to 100 letters, digits and . _ + = , @ -"
          onChange={(event) => setName(event.target.value)}
        />
        <p className="text-sm text-muted">
          Compute platform: <b className="text-text">Server</b>. It is fixed when the application is created.
        </p>
        {create.error !== null && problem === undefined && (
          <ErrorRegion what="The application was not created" error={create.error} />
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={create.isPending} disabledReason={reason}>
            Create application
          </Button>
          <ButtonLink look="quiet" to={paths.applications()}>
            Cancel
          </ButtonLink>
        </div>
      </form>
    </>
  )
}

/** Refusals about the name belong to its field, whatever detail they carry. */
function nameProblem(error: { code: string; message: string }): string | undefined {
  return error.code.includes('Application') ? error.message : undefined
}
