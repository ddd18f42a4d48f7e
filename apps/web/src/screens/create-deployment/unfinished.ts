/** What this browser keeps of a form that was left before the start. The address holds the rest of the time. */
import { keep, keptOf } from '../../session/kept-here.ts'

const what = 'unfinished-deployment'

export interface Unfinished {
  search: string
  /** Milliseconds since the epoch. */
  at: number
}

export function unfinishedOf(person: string): Unfinished | undefined {
  const kept = keptOf(person, what)
  if (typeof kept !== 'object' || kept === null) return undefined
  const { search, at } = kept as Partial<Record<keyof Unfinished, unknown>>
  return typeof search === 'string' && search !== '' && typeof at === 'number' ? { search, at } : undefined
}

export const keepUnfinished = (person: string, params: URLSearchParams): void =>
  keep(person, what, { search: params.toString(), at: Date.now() } satisfies Unfinished)

export const forgetUnfinished = (person: string): void => keep(person, what, null)
