/**
 * Who stands behind a request: a bearer token, a session cookie, or nobody. A token wins over a cookie, because only a
 * script sends one. Asked again for each request, so that a role that changed counts at once (A19).
 */
import type { IncomingMessage } from 'node:http'
import { firstAccountId, type Actor } from '@sluice/model'
import type { SessionCookie } from './session-cookie.ts'

export interface Caller {
  actor: Actor | undefined
  /** How they proved it; a cookie is sent by browsers unasked, so its writes must come from our own pages. */
  by: 'token' | 'cookie' | 'nothing'
  /** The session's secret, also when it is not good any more. */
  secret: string | undefined
}

export interface Credentials {
  actorOfSession(secret: string): Promise<Actor | undefined>
  actorOfToken(secret: string): Promise<Actor | undefined>
}

export type WhoCalls = (request: IncomingMessage) => Promise<Caller>

export function createWhoCalls(credentials: Credentials, cookie: SessionCookie): WhoCalls {
  return async (request) => {
    const secret = cookie.read(request)
    const token = bearerToken(request)
    if (token !== undefined) return { actor: await credentials.actorOfToken(token), by: 'token', secret: undefined }
    if (secret === undefined) return { actor: undefined, by: 'nothing', secret }
    return { actor: await credentials.actorOfSession(secret), by: 'cookie', secret }
  }
}

export function bearerToken({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S{1,500})$/i.exec(headers.authorization ?? '')?.[1]
}

/** The token of the settings: an administrator that no screen can take away. */
export const settingsToken = (name: string): Actor => ({
  kind: 'token',
  accountId: firstAccountId,
  tokenId: 'settings',
  name,
  role: 'admin',
})
