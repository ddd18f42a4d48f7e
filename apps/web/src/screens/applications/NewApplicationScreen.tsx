/** A name and a compute platform. What was typed stays when it is refused. */
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { RestoredNote } from '../../components/RestoredNote.tsx'
import { useKeptInput } from '../../components/use-kept-input.ts'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { useComplaints } from '../../query/complaints.ts'
import { fieldError, useOperation } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'

const field = 'applicationName'
/** Refusals about the name belong to its field, whatever detail they carry. */
const codesOfName = {
  ApplicationAlreadyExistsException: field,
  ApplicationNameRequiredException: field,
  InvalidApplicationNameException: field,
}

export default function NewApplicationScreen() {
  const { value: name, ...kept } = useKeptInput('application.new', 1, '')
  const navigate = useNavigate()
  const create = useOperation('createApplication')
  const reason = whyNot(useMay('createApplication'))
  const complaints = useComplaints(create.error, { shown: [field], codes: codesOfName })
  const input = { applicationName: name, computePlatform: 'Server' as const }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason !== undefined || create.isPending) return
    complaints.renew()
    create.mutate(input, {
      onSuccess: () => {
        kept.forget()
        void navigate(paths.application(name))
      },
    })
  }
  return (
    <>
      <PageHead
        title="Create application"
        crumbs={[{ name: 'Applications', to: paths.applications() }, { name: 'Create' }]}
      />
      <Form onSubmit={submit} className="flex max-w-xl flex-col gap-4 px-4 py-4 sm:px-6">
        {kept.isRestored && <RestoredNote onStartOver={kept.startOver} />}
        <Input
          label="Application name"
          autoComplete="off"
          autoFocus
          value={name}
          error={fieldError(complaints.fields, field)}
          hint="1 to 100 letters, digits and . _ + = , @ -"
          onChange={(event) => {
            complaints.touch(field)
            kept.set(event.target.value)
          }}
        />
        <p className="text-sm text-muted">
          Compute platform: <b className="text-text">Server</b>. It is fixed when the application is created.
        </p>
        {complaints.rest !== null && <ErrorRegion what="The application was not created" error={complaints.rest} />}
        <CopyCommand operation="createApplication" input={input} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={create.isPending} disabledReason={reason}>
            Create application
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              kept.forget()
              void navigate(paths.applications())
            }}
          >
            Cancel
          </Button>
        </div>
      </Form>
    </>
  )
}
