/**
 * A value that changes often, handed on only as often as drawing it can be afforded: after each hand-on as long as four
 * drawings take, nothing. Whatever else is on the page keeps its frames, on a slow machine too; the last value always arrives.
 */
import { useEffect, useState } from 'react'

const leastMs = 50
/** However slow drawing is, so often is enough to be called live. */
const mostMs = 1000
const restsPerDrawing = 4

export function usePaced<Value>(value: Value): Value {
  const [shown, setShown] = useState({ value })
  const [pace] = useState(() => createPace<Value>(setShown))
  useEffect(() => pace.take(value, shown.value))
  useEffect(() => pace.end, [pace])
  return shown.value
}

function createPace<Value>(handOn: (shown: { value: Value }) => void) {
  let newest: { value: Value } | undefined
  let isResting = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const begin = () => {
    if (newest === undefined) return
    const from = performance.now()
    const rest = () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      const took = performance.now() - from
      timer = setTimeout(free, Math.min(mostMs, Math.max(leastMs, restsPerDrawing * took)))
    }
    isResting = true
    handOn(newest)
    newest = undefined
    // A frame begins with its callbacks, and then draws. In a page that nobody sees there is none.
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer)
      timer = setTimeout(rest)
    })
    timer = setTimeout(rest, mostMs)
  }
  const free = () => {
    isResting = false
    begin()
  }
  return {
    take(value: Value, shown: Value): void {
      newest = Object.is(value, shown) ? undefined : { value }
      if (!isResting) begin()
    },
    end: () => {
      clearTimeout(timer)
      isResting = false
    },
  }
}
