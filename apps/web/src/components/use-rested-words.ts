/**
 * Words that stand in the address, written there once typing has rested: browsers refuse an address that changes at every key. What
 * others set, such as a saved view, comes in.
 */
import { useEffect, useRef, useState } from 'react'

const restMs = 300

export interface RestedWords {
  /** As typed, at once. */
  typed: string
  type: (words: string) => void
  /** Does not wait any longer. */
  now: () => void
}

export function useRestedWords(value: string, write: (words: string) => void): RestedWords {
  const [typed, setTyped] = useState(value)
  const [given, setGiven] = useState(value)
  const latest = useRef(write)
  latest.current = write
  if (given !== value) {
    setGiven(value)
    // What was just typed comes back without the space at its end, which may be the beginning of another word.
    if (typed.trim() !== value) setTyped(value)
  }
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(resting.current), [])
  return {
    typed,
    type(words) {
      setTyped(words)
      clearTimeout(resting.current)
      resting.current = setTimeout(() => latest.current(words), restMs)
    },
    now() {
      clearTimeout(resting.current)
      if (typed.trim() !== value) latest.current(typed)
    },
  }
}
