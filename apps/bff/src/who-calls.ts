/**
 * Who stands behind a request: a bearer token, a session cookie, or nobody; and whether it may come from where it comes
 * from. Asked again for each request, so that what was taken away counts at once (A19).
 */
import type { IncomingMessage } from 'node:http'
import { checkOrigin, readSessionCookie, type Access, type CookieKind, type Identity } from '@sluice/access'
import type { Refusal } from '@sluice/model'
import { isLoopback } from './settings.ts'

export interface WhoCalls {
  identity(request: IncomingMessage): Promise<Identity | undefined>
  /** The secret of the session cookie, also when it is not good any more. */
  sessionSecret(request: IncomingMessage): string | undefined
  /** Why a write, or an upgrade, may not come from this page (A17, A18). */
  foreign(request: IncomingMessage, method?: 'UPGRADE'): Refusal | undefined
}

export interface WhoCallsNeeds {
  access: Access
  cookie: CookieKind
  allowedOrigins: readonly string[]
}

export function createWhoCalls({ access, cookie, allowedOrigins }: WhoCallsNeeds): WhoCalls {
  const sessionSecret = ({ headers }: IncomingMessage) => readSessionCookie(headers.cookie, cookie)
  return {
    sessionSecret,
    identity: (request) => access.identify({ cookie: sessionSecret(request), bearer: bearerToken(request) }),
    foreign(request, method) {
      const { origin, 'sec-fetch-site': site } = request.headers
      return checkOrigin({
        method: method ?? request.method ?? '',
        origin,
        secFetchSite: typeof site === 'string' ? site : undefined,
        allowedOrigins,
        hasCookie: sessionSecret(request) !== undefined,
        hasBearer: bearerToken(request) !== undefined,
      })
    },
  }
}

export function bearerToken({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S{1,500})$/i.exec(headers.authorization ?? '')?.[1]
}

/** The exact addresses of the dashboard. On loopback, 127.0.0.1 and localhost both count. */
export function originsOf(publicUrl: URL, listening: { protocol: string; host: string; port: number }): string[] {
  const { protocol, host, port } = listening
  const here = isLoopback(host) ? ['127.0.0.1', 'localhost', '[::1]'] : []
  return [publicUrl.origin, ...here.map((name) => new URL(`${protocol}//${name}:${port}`).origin)]
}
