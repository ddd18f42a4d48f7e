/** A link is followed once, as soon as its line is there: what hides it is opened, and it comes into view. */
import { useState } from 'react'
import type { Dispatch, SetStateAction } from 'react'
import type { LinkedLine } from './use-linked-line.ts'

export interface Revealed {
  link: string
  seq: number
}

export function useRevealed(
  linked: LinkedLine | undefined,
  foldsOf: (seq: number) => readonly string[] | undefined,
  setFolds: Dispatch<SetStateAction<ReadonlyMap<string, boolean>>>,
): Revealed | undefined {
  const [revealed, setRevealed] = useState<Revealed>()
  if (linked?.line === undefined || revealed?.link === linked.link) return revealed
  const keys = foldsOf(linked.line.seq)
  if (keys === undefined) return revealed
  const next = { link: linked.link, seq: linked.line.seq }
  setRevealed(next)
  setFolds((before) => new Map([...before, ...keys.map((key) => [key, true] as const)]))
  return next
}
