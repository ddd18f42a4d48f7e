/**
 * Form fields. The label is always visible; a hint and an error are tied to the control by `aria-describedby`.
 * `error` is a sentence: what is wrong and what to do. No field cuts what is typed or pasted: what is too long is refused, with
 * the rule, and not silently something else.
 */
import { useId } from 'react'
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { useWrongField, wrongMark } from './wrong-fields.ts'

interface Described {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
}

interface Wiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

const control =
  'w-full rounded-md border bg-bg px-2.5 py-1.5 min-h-9 text-text placeholder:text-muted aria-disabled:opacity-60 max-sm:min-h-11'
const edge = (error: string | undefined) => (error === undefined ? 'border-control' : 'border-failed-text')

/** Label, control, hint, error. For a control that is none of those below. */
export function Field({ label, hint, error, children }: Described & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const described = cx(error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`)
  useWrongField(error)
  return (
    <div className="flex flex-col gap-1" {...wrongMark(error)}>
      <label htmlFor={id} className="text-xs font-semibold [overflow-wrap:anywhere]">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      <Notes id={id} hint={hint} error={error} />
    </div>
  )
}

function Notes({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | undefined }) {
  return (
    <>
      {error !== undefined && (
        <p id={`${id}-error`} className="text-xs font-medium text-failed-text [overflow-wrap:anywhere]">
          ✕ {error}
        </p>
      )}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </div>
      )}
    </>
  )
}

type Own<Attributes> = Described & Omit<Attributes, 'id' | 'className' | 'maxLength'>

export function Input({ label, hint, error, ...rest }: Own<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <input {...rest} {...wiring} className={cx(control, edge(error))} />}
    </Field>
  )
}

export function TextArea({ label, hint, error, ...rest }: Own<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <textarea rows={3} {...rest} {...wiring} className={cx(control, edge(error))} />}
    </Field>
  )
}

/** The platform's own select: right on every device. Children are `<option>`s. */
export function Select({ label, hint, error, children, ...rest }: Own<SelectHTMLAttributes<HTMLSelectElement>>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="relative">
          <select {...rest} {...wiring} className={cx(control, edge(error), 'appearance-none pr-8')}>
            {children}
          </select>
          <span aria-hidden className="pointer-events-none absolute right-2.5 top-1/2 -translate-y-1/2 text-muted">
            ▾
          </span>
        </div>
      )}
    </Field>
  )
}

export interface RadioOption<Value extends string> {
  value: Value
  label: ReactNode
  /** What choosing it means. */
  hint?: ReactNode
}

interface RadioGroupProps<Value extends string> extends Described {
  value: Value
  options: readonly RadioOption<Value>[]
  onChange: (value: Value) => void
}

export function RadioGroup<Value extends string>({
  label,
  hint,
  error,
  value,
  options,
  onChange,
}: RadioGroupProps<Value>) {
  const id = useId()
  useWrongField(error)
  return (
    <fieldset
      className="flex flex-col gap-1"
      {...wrongMark(error)}
      aria-describedby={cx(error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`) || undefined}
    >
      <legend className="mb-1 text-xs font-semibold">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-7 items-baseline gap-2.5 max-sm:min-h-11 max-sm:items-center">
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="size-4 shrink-0 translate-y-0.5 accent-accent"
          />
          <span>
            {option.label} {option.hint !== undefined && <span className="text-xs text-muted">{option.hint}</span>}
          </span>
        </label>
      ))}
      <Notes id={id} hint={hint} error={error} />
    </fieldset>
  )
}

export function Checkbox({ label, hint, error, ...rest }: Own<InputHTMLAttributes<HTMLInputElement>>) {
  const id = useId()
  useWrongField(error)
  return (
    <div className="flex flex-col gap-1" {...wrongMark(error)}>
      <label className="flex min-h-7 items-center gap-2.5">
        <input
          {...rest}
          type="checkbox"
          className="size-4 accent-accent"
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={cx(error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`) || undefined}
        />
        {label}
      </label>
      <Notes id={id} hint={hint} error={error} />
    </div>
  )
}
