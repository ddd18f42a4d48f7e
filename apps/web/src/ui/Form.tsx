/**
 * A form. Its button may be far from what is wrong: a try that leaves a field in error leads to the first one, and beside the
 * button stands how many there are.
 */
import { useContext, useRef } from 'react'
import type { FormEvent, FormHTMLAttributes } from 'react'
import { createStore, useStore } from './store.ts'
import { useWrongFields, WrongFieldsOfForm } from './wrong-fields.ts'

interface FormProps extends Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit' | 'noValidate'> {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

export function Form({ onSubmit, children, ...rest }: FormProps) {
  const root = useRef<HTMLFormElement>(null)
  const wrong = useWrongFields(root)
  return (
    <WrongFieldsOfForm value={wrong}>
      <form
        {...rest}
        ref={root}
        noValidate
        onSubmit={(event) => {
          onSubmit(event)
          wrong.pressed()
        }}
      >
        {children}
      </form>
    </WrongFieldsOfForm>
  )
}

const none = createStore(0)

/** Beside the button. Nothing while nothing is wrong. */
export function FieldsInError({ className }: { className?: string }) {
  const wrong = useContext(WrongFieldsOfForm)
  const count = useStore(wrong?.count ?? none)
  if (count === 0) return null
  return (
    <button
      type="button"
      onClick={wrong?.toFirst}
      className={`inline-flex min-h-8 items-center text-left text-sm font-medium text-failed-text underline max-sm:min-h-11 ${className ?? ''}`}
    >
      <span>
        <span aria-hidden>✕ </span>
        {count === 1 ? '1 field needs attention' : `${count} fields need attention`}
      </span>
    </button>
  )
}
