import { refuse } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'

export const revokeAccessToken: Handler<'revokeAccessToken'> = async ({ tokenId }, call) =>
  changeDirectory(call, `accessToken:${tokenId}`, async (store) => {
    const found = await store.get('credentials', tokenId)
    if (found?.kind !== 'accessToken' || found.accountId !== call.actor.accountId)
      refuse('InvalidInputException', 'There is no such token: look at the list of tokens again.')
    return { changes: [{ collection: 'credentials', key: tokenId, remove: true }], answer: {} }
  })
