/** A write to the directory: its reads and its commit happen alone, and a refusal thrown in between refuses the whole. */
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
  return orRefuse(await call.ports.conductor.change<Answer>({ by: call.by(resource, detail), decide }))
}
