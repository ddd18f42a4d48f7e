/** A new name for an application; everything that is its own keeps its place. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { paths } from '../../paths.ts'
import { useComplaints } from '../../query/complaints.ts'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'

const field = 'newApplicationName'

export function RenameApplicationDialog({ application, onClose }: { application: string; onClose: () => void }) {
  const [name, setName] = useState(application)
  const navigate = useNavigate()
  const rename = useOperation('updateApplication')
  const complaints = useComplaints(rename.error, {
    shown: [field],
    codes: { ApplicationAlreadyExistsException: field, InvalidApplicationNameException: field },
  })
  const input = { applicationName: application, newApplicationName: name }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (rename.isPending || name === application) return
    complaints.renew()
    rename.mutate(input, {
      onSuccess: () => {
        toast(`${application} is called ${name} now`)
        onClose()
        void navigate(paths.application(name), { replace: true })
      },
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Rename the application?"
      description="Its groups, revisions and history keep their place, and hosts what they own. Scripts that use the old name are refused, and told the new one."
    >
      <Form onSubmit={submit} className="flex min-w-0 flex-col gap-4">
        <Input
          label="New name"
          autoComplete="off"
          value={name}
          hint="1 to 100 letters, digits and . _ + = , @ -"
          error={fieldError(complaints.fields, field)}
          onChange={(event) => {
            complaints.touch(field)
            setName(event.target.value)
          }}
        />
        {complaints.rest !== null && <ErrorRegion what="The application was not renamed" error={complaints.rest} />}
        <CopyCommand operation="updateApplication" input={input} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep the name</Button>
          <Button
            type="submit"
            look="primary"
            busy={rename.isPending}
            disabledReason={name === application ? 'This is its name already.' : undefined}
          >
            Rename application
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
