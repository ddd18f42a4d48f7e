/** The filters that are set now, under a name. */
import type { ActionState, SavedView } from '@sluice/model'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input, RadioGroup } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'

interface SaveViewDialogProps {
  screen: SavedView['screen']
  search: string
  /** Whether this person may save one for the team. */
  share: ActionState
  onClose: () => void
}

export function SaveViewDialog({ screen, search, share, onClose }: SaveViewDialogProps) {
  const [name, setName] = useState('')
  const [scope, setScope] = useState<SavedView['scope']>('personal')
  const save = useOperation('saveView')
  const nameError = fieldError(save.error, 'name')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (save.isPending) return
    save.mutate(
      { screen, name, search, scope },
      {
        onSuccess: () => {
          toast(`The view ${name.trim()} is saved.`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save this view?"
      description="Its filters and its order are kept. A period such as “last 7 days” moves on with the days."
    >
      <Form onSubmit={submit} className="flex flex-col gap-4">
        <Input
          label="Name"
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={nameError}
        />
        <RadioGroup
          label="For"
          value={scope}
          options={[
            { value: 'personal', label: 'Yourself' },
            { value: 'team', label: 'The team', hint: share.allowed ? 'everybody sees it' : share.reason },
          ]}
          onChange={(next) => (next === 'personal' || share.allowed) && setScope(next)}
        />
        {save.error !== null && nameError === undefined && (
          <ErrorRegion what="The view was not saved" error={save.error} />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <FieldsInError className="mr-auto" />
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            busy={save.isPending}
            disabledReason={name.trim() === '' ? 'It has no name yet.' : undefined}
          >
            Save view
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
