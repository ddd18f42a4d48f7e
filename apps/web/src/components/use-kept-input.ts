/**
 * What somebody types into a form, kept for them in this tab until it is sent or given up, or they sign out: a reload of the page
 * loses nothing. Only what differs from the form as it was opened is kept, and only for the same form of the same thing (`key`).
 */
import { useState } from 'react'
import { keep, keptOf } from '../session/kept-here.ts'
import { usePerson } from '../session/session.ts'

interface KeptInput<Value> {
  value: Value
  set: (value: Value | ((before: Value) => Value)) => void
  /** It was typed before the page was loaded again. */
  isRestored: boolean
  /** Back to the form as it was opened. */
  startOver: () => void
  /** It was sent, or given up. */
  forget: () => void
}

/** `version` changes with the shape of the value: what another version of the form kept is left alone. */
export function useKeptInput<Value>(key: string, version: number, opened: Value): KeptInput<Value> {
  const person = usePerson()
  const place = `form.${version}.${key}`
  const [kept] = useState(() => (keptOf(person, place, 'tab') ?? undefined) as Value | undefined)
  const [value, setValue] = useState<Value>(() => kept ?? opened)
  const [isRestored, setIsRestored] = useState(kept !== undefined)
  const forget = () => keep(person, place, undefined, 'tab')
  return {
    value,
    isRestored,
    forget,
    set: (change) =>
      setValue((before) => {
        const next = isChange(change) ? change(before) : change
        keep(person, place, isSame(next, opened) ? undefined : next, 'tab')
        return next
      }),
    startOver: () => {
      forget()
      setValue(opened)
      setIsRestored(false)
    },
  }
}

const isSame = <Value>(one: Value, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other)

const isChange = <Value>(change: Value | ((before: Value) => Value)): change is (before: Value) => Value =>
  typeof change === 'function'
