/**
 * Signing out. What this browser and this tab kept for the person goes first, whoever answers; then the page is loaded anew, so that
 * nothing they saw stays in memory.
 */
import { ApiError } from '@sluice/api/client'
import { paths } from '../paths.ts'
import { api } from '../query/client.ts'
import { forgetCopies } from '../query/copies/browser-copies.ts'
import { forgetKeptHere } from './kept-here.ts'

/** Why the session goes on. Undefined when it has ended: the page is being left. */
export async function signOut(): Promise<ApiError | undefined> {
  forgetKeptHere()
  await forgetCopies()
  try {
    await api.call('signOut', {}, { idempotencyKey: crypto.randomUUID() })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // It had ended already.
    if (error.code !== 'NotSignedIn') return error
  }
  location.assign(paths.signIn())
  return undefined
}
