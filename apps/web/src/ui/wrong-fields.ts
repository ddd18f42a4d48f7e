/**
 * The fields of one form that are in error: how many, and the way to the first of them. Fields count themselves, so that no form
 * counts its own. Whoever presses the button gets to the first one, also when the answer comes later; whoever goes on meanwhile is
 * left alone.
 */
import { createContext, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { createStore, useStore, type Store } from './store.ts'

export interface WrongFields {
  count: Store<number>
  toFirst: () => void
}

export const WrongFieldsOfForm = createContext<WrongFields | undefined>(undefined)

/** What a field in error has on its outermost element. */
export const wrongMark = (error: string | undefined) => (error === undefined ? {} : { 'data-wrong': true })

/** A field of the form around it, if there is one. */
export function useWrongField(error: string | undefined): void {
  const count = useContext(WrongFieldsOfForm)?.count
  const isWrong = error !== undefined
  useLayoutEffect(() => {
    if (!isWrong || count === undefined) return
    count.set(count.get() + 1)
    return () => count.set(count.get() - 1)
  }, [isWrong, count])
}

/** Of the form in `root`. `pressed` is told of every try. */
export function useWrongFields(root: RefObject<HTMLElement | null>): WrongFields & { pressed: () => void } {
  const [count] = useState(() => createStore(0))
  const [, drawAgain] = useState(0)
  const isAwaited = useRef(false)
  const toFirst = () => goTo(root.current?.querySelector('[data-wrong]'))
  const now = useStore(count)
  useEffect(() => {
    if (isAwaited.current && now > 0) toFirst()
  })
  useEffect(() => untilSomethingElse(() => (isAwaited.current = false)), [])
  const pressed = () => {
    isAwaited.current = true
    drawAgain((times) => times + 1)
  }
  return { count, toFirst, pressed }
}

function goTo(field: Element | null | undefined): void {
  if (!(field instanceof HTMLElement)) return
  const control =
    field.querySelector<HTMLElement>('[aria-invalid="true"], input:checked') ??
    field.querySelector<HTMLElement>('input, select, textarea, button')
  if (control === null || control === document.activeElement) return
  control.focus({ preventScroll: true })
  field.scrollIntoView?.({ block: 'center' })
}

/** The press itself is heard before the form is told of it. */
function untilSomethingElse(isDone: () => void): () => void {
  const events = ['pointerdown', 'keydown'] as const
  for (const event of events) document.addEventListener(event, isDone, true)
  return () => {
    for (const event of events) document.removeEventListener(event, isDone, true)
  }
}
