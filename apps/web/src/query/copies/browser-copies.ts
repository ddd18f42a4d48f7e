/** The copies of this browser. */
import type { Output } from '@sluice/api/contracts'
import { identityOf } from '../../session/session.ts'
import { queryClient } from '../client.ts'
import { createCopies } from './copies.ts'
import { browserCopies } from './copy-store.ts'

const personIn = (answer: unknown): string | undefined => {
  const session = (answer as Output<'getSession'> | undefined)?.session
  return session && identityOf(session)
}

export const copies = createCopies({ client: queryClient, store: browserCopies(), now: () => Date.now(), personIn })

/** When nothing was kept, or cannot be read: false. */
export const restoreCopies = (): Promise<boolean> => copies.restore().catch(() => false)

export const forgetCopies = (): Promise<void> => copies.forget().catch(() => undefined)
