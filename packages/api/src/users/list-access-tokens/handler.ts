import type { Credential } from '@sluice/model'
import type { Handler } from '../../handler.ts'

type AccessToken = Extract<Credential, { kind: 'accessToken' }>

export const listAccessTokens: Handler<'listAccessTokens'> = async (_input, { actor, ports }) => {
  const isGood = (credential: Credential): credential is AccessToken =>
    credential.kind === 'accessToken' &&
    credential.accountId === actor.accountId &&
    (credential.expireTime === undefined || Date.parse(credential.expireTime) > ports.now())
  const tokens = (await ports.store.list('credentials', '')).filter(isGood)
  return {
    tokens: tokens
      .map(({ tokenId, name, role, createdBy, createTime, expireTime }) => {
        return { tokenId, name, role, createdBy, createTime, ...(expireTime !== undefined && { expireTime }) }
      })
      .toSorted((a, b) => (a.createTime < b.createTime ? 1 : -1)),
  }
}
