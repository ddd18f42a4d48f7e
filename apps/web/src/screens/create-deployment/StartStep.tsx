/** The last look: the effect in a sentence, a name to type where much goes at once, the same as a command. */
import type { Output } from '@sluice/api/contracts'
import type { FormEvent } from 'react'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { Input } from '../../ui/Field.tsx'
import { createInput, ourFields } from './create-input.ts'
import type { DraftForm } from './draft.ts'
import type { Preview } from './preview.ts'

interface StartStepProps {
  form: DraftForm
  preview: Preview
  typed: string
  onType: (typed: string) => void
  onStart: () => void
}

export function StartStep({ form, preview: { plan }, typed, onType, onStart }: StartStepProps) {
  const { draft, revisionInfo } = form
  const isComplete = revisionInfo !== undefined && draft.group !== ''
  return (
    <>
      {isComplete && plan !== undefined ? (
        <p>
          <b>{revisionInfo.name}</b> goes to{' '}
          <b>
            {draft.application} / {draft.group}
          </b>
          . {plan.plan.sentence} {plan.rollback.sentence}
        </p>
      ) : (
        <p className="text-muted">What it does is said here once it is chosen where it goes, and what.</p>
      )}
      {plan?.confirm !== undefined && (
        <Confirmation confirm={plan.confirm} typed={typed} onType={onType} onStart={onStart} />
      )}
      {isComplete && (
        <CopyCommand operation="createDeployment" input={createInput(form, revisionInfo.location)} ours={ourFields} />
      )}
    </>
  )
}

interface ConfirmationProps extends Omit<StartStepProps, 'form' | 'preview'> {
  confirm: NonNullable<Output<'planDeployment'>['confirm']>
}

function Confirmation({ confirm, typed, onType, onStart }: ConfirmationProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onStart()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Input
        label={`Type ${confirm.typed} to start it`}
        hint={confirm.why}
        autoComplete="off"
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
    </form>
  )
}

/** The server says when and what; the screen asks for it. */
export function refusedByName(confirm: ConfirmationProps['confirm'] | undefined, typed: string): string | undefined {
  return confirm === undefined || confirm.typed === typed ? undefined : `Type ${confirm.typed} in step 5 first.`
}
