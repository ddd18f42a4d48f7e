/**
 * The cookie of a session. `__Host-` binds it to this host and https; browsers take it over https only, so plain http
 * (loopback) has a name of its own. Cookies do not tell ports apart, so the port is in the name: two installations on one
 * machine do not sign each other out. `Lax`: a link from a chat opens the dashboard signed in; writes need the Origin besides.
 */
export interface CookieKind {
  /** Whether people reach us by https. */
  secure: boolean
  /** Of the address that people use. */
  port: number
}

/** For the address at which people reach the dashboard. */
export function cookieKindOf({ protocol, port }: URL): CookieKind {
  const secure = protocol === 'https:'
  return { secure, port: port === '' ? (secure ? 443 : 80) : Number(port) }
}

export const sessionCookieName = ({ secure, port }: CookieKind): string =>
  `${secure ? '__Host-sluice' : 'sluice_session'}_${port}`

/** A `Set-Cookie` value. `expires` is when the session ends at the latest. */
export function sessionCookie(secret: string, { expires, ...kind }: CookieKind & { expires?: Date }): string {
  return [
    `${sessionCookieName(kind)}=${secret}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(kind.secure ? ['Secure'] : []),
    ...(expires === undefined ? [] : [`Expires=${expires.toUTCString()}`]),
  ].join('; ')
}

export const endedSessionCookie = (kind: CookieKind): string => sessionCookie('', { ...kind, expires: new Date(0) })

/** From a `Cookie` header; undefined when it holds no session, or two (somebody planted one). */
export function readSessionCookie(header: string | undefined, kind: CookieKind): string | undefined {
  const prefix = `${sessionCookieName(kind)}=`
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
  const [only] = found
  return found.length === 1 && only !== undefined && only.length > prefix.length ? only.slice(prefix.length) : undefined
}
