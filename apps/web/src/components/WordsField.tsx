/** A field for words that filter once they have rested: not at every key. What others set, such as a saved view, comes in. */
import { useEffect, useRef, useState } from 'react'
import { isComposing } from '../ui/keys.ts'
import { filterLook } from './filter-look.ts'

const restMs = 300

interface WordsFieldProps {
  label: string
  placeholder: string
  value: string | undefined
  onChange: (value: string) => void
}

export function WordsField({ label, placeholder, value = '', onChange }: WordsFieldProps) {
  const [typed, setTyped] = useState(value)
  const [given, setGiven] = useState(value)
  if (given !== value) {
    setGiven(value)
    // What was just typed comes back without the space at its end, which may be the beginning of another word.
    if (typed.trim() !== value) setTyped(value)
  }
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(resting.current), [])
  const type = (words: string) => {
    setTyped(words)
    clearTimeout(resting.current)
    resting.current = setTimeout(onChange, restMs, words)
  }
  const now = () => {
    clearTimeout(resting.current)
    if (typed.trim() !== value) onChange(typed)
  }
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      maxLength={200}
      value={typed}
      onChange={(event) => type(event.target.value)}
      onBlur={now}
      onKeyDown={(event) => event.key === 'Enter' && !isComposing(event.nativeEvent) && now()}
      className={`${filterLook} w-52 pr-2 placeholder:text-muted max-sm:basis-full`}
    />
  )
}
