/**
 * Whether a request may come from where it comes from (A17, A18). A browser sends our cookie along with what any page makes
 * it send, so writes and upgrades with a cookie need the exact Origin of the dashboard. A bearer is never sent by itself.
 */
import { refusal, type Refusal } from '@sluice/model'

export interface RequestSource {
  /** HTTP method; `UPGRADE` for a WebSocket. */
  method: string
  origin: string | undefined
  secFetchSite: string | undefined
  /** As browsers write them: scheme, host and port, nothing behind. */
  allowedOrigins: readonly string[]
  hasCookie: boolean
  hasBearer?: boolean
}

const harmless = ['GET', 'HEAD', 'OPTIONS']

export function checkOrigin(source: RequestSource): Refusal | undefined {
  const { method, origin, secFetchSite, allowedOrigins, hasCookie, hasBearer = false } = source
  if (hasBearer || harmless.includes(method.toUpperCase())) return undefined
  // No browser at all, and nothing that a browser would have added: a script at the sign-in.
  if (!hasCookie && origin === undefined) return undefined
  if (origin === undefined || !allowedOrigins.includes(origin)) return crossSite(origin)
  // For a WebSocket the exact Origin is the check: browsers do not agree on Sec-Fetch-Site there.
  if (method.toUpperCase() === 'UPGRADE' || secFetchSite === undefined || secFetchSite === 'same-origin')
    return undefined
  return crossSite(origin)
}

const crossSite = (origin: string | undefined): Refusal =>
  refusal(
    'CrossSiteRequest',
    origin === undefined
      ? 'A request with a session cookie needs an Origin header: use a bearer token in scripts.'
      : `Requests from ${origin.slice(0, 200)} are not taken: open the dashboard at its own address.`,
  )
