/**
 * The cookie of a session. `__Host-` binds it to this host and https; browsers take it over https only, so plain http
 * (loopback) has a name of its own. `Lax`: a link from a chat opens the dashboard signed in; writes need the Origin besides.
 */
export interface CookieKind {
  /** Whether people reach us by https. */
  secure: boolean
}

export const sessionCookieName = ({ secure }: CookieKind): string => (secure ? '__Host-sluice' : 'sluice_session')

/** A `Set-Cookie` value. `expires` is when the session ends at the latest. */
export function sessionCookie(secret: string, { secure, expires }: CookieKind & { expires?: Date }): string {
  return [
    `${sessionCookieName({ secure })}=${secret}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
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
