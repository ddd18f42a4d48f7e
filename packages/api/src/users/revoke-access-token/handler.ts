import { refuse } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { changeDirectory, type Decision } from '../../queries/change-directory.ts'

export const revokeAccessToken: Handler<'revokeAccessToken'> = async ({ tokenId }, call) => {
  const decide = async (store: Store): Promise<Decision<Record<string, never>>> => {
    if ((await ownToken(store, tokenId, call)) === undefined)
      refuse('InvalidInputException', 'There is no such token: look at the list of tokens again.')
    return { changes: [{ collection: 'credentials', key: tokenId, remove: true }], answer: {} }
  }
  // Its name, for the audit: afterwards nobody knows it.
  const name = (await ownToken(call.ports.store, tokenId, call))?.name
  return changeDirectory(call, `accessToken:${tokenId}`, decide, name)
}

async function ownToken(store: Store, tokenId: string, { actor }: Call) {
  const found = await store.get('credentials', tokenId)
  return found?.kind === 'accessToken' && found.accountId === actor.accountId ? found : undefined
}
