/**
 * The fields of a load balancer while somebody types them: numbers are numbers when the form is tried, and what the
 * server refused is not said any more of a field that was changed since. What range is right the server says.
 */
import { useState } from 'react'
import { fieldError } from '../../query/op.ts'

type Refused = Parameters<typeof fieldError>[0]

interface FormRules<Field> {
  numbers: readonly Field[]
  /** May be left out. */
  optional?: readonly Field[]
}

export function useBalancerForm<Typed extends Record<string, string>, Field extends string & keyof Typed>(
  initial: Typed & Record<Field, string>,
  { numbers, optional = [] }: FormRules<NoInfer<Field>>,
  error: Refused,
) {
  const [typed, setTyped] = useState(initial)
  const [isTried, setIsTried] = useState(false)
  const [changed, setChanged] = useState<ReadonlySet<Field>>(new Set())
  const notANumber = (field: Field): string | undefined => {
    const text = typed[field].trim()
    const isMissing = text === '' && !optional.includes(field)
    return numbers.includes(field) && (isMissing || !Number.isFinite(Number(text))) ? 'Write a number.' : undefined
  }
  const put = (field: Field) => (event: { target: { value: string } }) => {
    setTyped((before) => ({ ...before, [field]: event.target.value }))
    setChanged((before) => new Set(before).add(field))
  }
  return {
    typed,
    isTried,
    hasChanged: (field: Field) => changed.has(field),
    /** What an input of this field needs. `path` is the field's name in the operation. */
    of: (field: Field, path: string) => ({
      value: typed[field],
      error: (isTried ? notANumber(field) : undefined) ?? (changed.has(field) ? undefined : fieldError(error, path)),
      onChange: put(field),
    }),
    /** Whether it may be sent. From now on mistakes are shown. */
    tried(): boolean {
      setIsTried(true)
      setChanged(new Set())
      return numbers.every((field) => notANumber(field) === undefined)
    },
  }
}
