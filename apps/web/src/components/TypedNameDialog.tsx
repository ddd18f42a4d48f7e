/** Before something goes that cannot be brought back: what goes, what stays, and its name typed. */
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorRegion } from '../ui/ErrorRegion.tsx'
import { Input } from '../ui/Field.tsx'

interface TypedNameDialogProps {
  /** A question with its object. */
  title: string
  /** What goes, in one sentence. */
  description: string
  /** The name that is typed; the button says it too. */
  name: string
  /** "The group was not deleted" */
  refusal: string
  busy: boolean
  error: Error | null
  onDelete: () => void
  onClose: () => void
  /** What stays, and the way back. */
  children: ReactNode
}

export function TypedNameDialog({ name, busy, error, onDelete, onClose, children, ...words }: TypedNameDialogProps) {
  const [typed, setTyped] = useState('')
  const matches = typed === name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (matches && !busy) onDelete()
  }
  return (
    <Dialog open onClose={onClose} title={words.title} description={words.description}>
      <form onSubmit={submit} noValidate className="flex min-w-0 flex-col gap-4">
        {children}
        <Input
          label={`Type ${name} to delete it`}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {error !== null && <ErrorRegion what={words.refusal} error={error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button
            type="submit"
            look="danger"
            busy={busy}
            className="min-w-0 whitespace-normal! [overflow-wrap:anywhere]"
            disabledReason={matches ? undefined : 'The name is not typed yet.'}
          >
            Delete {name}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
