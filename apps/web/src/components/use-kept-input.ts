/**
 * What somebody types into a form, kept for this tab until it is sent or given up: a reload of the page loses nothing. Only what
 * differs from the form as it was opened is kept, and only for the same form of the same thing (`key`).
 */
import { useState } from 'react'

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
  const place = `sluice.form.${version}.${key}`
  const [kept] = useState(() => read<Value>(place))
  const [value, setValue] = useState<Value>(() => kept ?? opened)
  const [isRestored, setIsRestored] = useState(kept !== undefined)
  const forget = () => sessionStorage.removeItem(place)
  return {
    value,
    isRestored,
    forget,
    set: (change) =>
      setValue((before) => {
        const next = isChange(change) ? change(before) : change
        keep(place, next, opened)
        return next
      }),
    startOver: () => {
      forget()
      setValue(opened)
      setIsRestored(false)
    },
  }
}

function keep<Value>(place: string, value: Value, opened: Value): void {
  const text = JSON.stringify(value)
  if (text === JSON.stringify(opened)) sessionStorage.removeItem(place)
  else sessionStorage.setItem(place, text)
}

const isChange = <Value>(change: Value | ((before: Value) => Value)): change is (before: Value) => Value =>
  typeof change === 'function'

function read<Value>(place: string): Value | undefined {
  const text = sessionStorage.getItem(place)
  return text === null ? undefined : (JSON.parse(text) as Value)
}
