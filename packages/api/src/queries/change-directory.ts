/** A write to the directory: its reads and its commit happen alone, and a refusal thrown in between refuses the whole. */
import { isDeepStrictEqual } from 'node:util'
import type { Signal } from '@sluice/model'
import type { DirectoryChange, Rename, Store } from '@sluice/store'
import type { Call } from '../handler.ts'
import { orRefuse } from './or-refuse.ts'

export interface Decision<Answer> {
  changes: DirectoryChange[]
  renames?: Rename[]
  /** Kept for a repeat of the call, so it never holds a secret. */
  answer: Answer
  signals?: Signal[]
}

export async function changeDirectory<Answer>(
  call: Call,
  resource: string,
  decide: (store: Store) => Promise<Decision<Answer>>,
  detail?: string,
): Promise<Answer> {
  const decideChanged = async (store: Store) => {
    const wanted = await decide(store)
    return (await areAsTheyStand(store, wanted.changes)) ? { ...wanted, changes: [] } : wanted
  }
  return orRefuse(await call.ports.conductor.change<Answer>({ by: call.by(resource, detail), decide: decideChanged }))
}

/** What is to be as it is already is no change: nobody is told that it was made otherwise. The first other row ends the search. */
async function areAsTheyStand(store: Store, changes: readonly DirectoryChange[]): Promise<boolean> {
  for (const change of changes) {
    const { collection, key } = change
    const wanted = 'put' in change ? change.put : undefined
    if (!isDeepStrictEqual(await store.get(collection, key), wanted)) return false
  }
  return true
}
