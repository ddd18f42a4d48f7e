/**
 * The session's cookie. Over https it has the `__Host-` prefix: bound to this very host, never sent in the clear. Plain http
 * is for loopback only, where browsers refuse that prefix; there the name holds the port, because cookies do not know ports
 * and two installations on one machine must not sign each other out.
 */
import type { IncomingMessage } from 'node:http'
import type { Response } from 'express'

export interface SessionCookie {
  read(request: IncomingMessage): string | undefined
  set(response: Response, secret: string, expireTime: string): void
  clear(response: Response): void
}

export function sessionCookie({ isHttps, port }: { isHttps: boolean; port: number }): SessionCookie {
  const name = isHttps ? '__Host-sluice' : `sluice-${port}`
  const options = { httpOnly: true, sameSite: 'strict', secure: isHttps, path: '/' } as const
  return {
    read: ({ headers }) => cookieNamed(name, headers.cookie ?? ''),
    set: (response, secret, expireTime) => {
      response.cookie(name, secret, { ...options, expires: new Date(expireTime) })
    },
    clear: (response) => {
      response.clearCookie(name, options)
    },
  }
}

function cookieNamed(name: string, header: string): string | undefined {
  for (const pair of header.slice(0, 8192).split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value !== undefined && /^[\w-]{1,200}$/.test(value)) return value
  }
  return undefined
}
