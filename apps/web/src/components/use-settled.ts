/** A value once it has rested for a moment, for questions that would otherwise be asked at every key. */
import { useEffect, useState } from 'react'

const usualRestMs = 150

export function useSettled<Value>(value: Value, restMs = usualRestMs): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(setSettled, restMs, () => value)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return settled
}
