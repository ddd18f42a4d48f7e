/**
 * Whether a request that a browser made comes from our own pages (A17, A18). Browsers say so in `Origin` and
 * `Sec-Fetch-Site`, and pages cannot forge either.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '@sluice/model'
import { isLoopback } from './settings.ts'

export interface Origins {
  isOurs(origin: string | undefined): boolean
}

/** On loopback, 127.0.0.1 and localhost both count. */
export function ourOrigins(publicUrl: URL, listening: { protocol: string; host: string; port: number }): Origins {
  const ours = new Set([publicUrl.origin])
  if (isLoopback(listening.host))
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      ours.add(new URL(`${listening.protocol}//${host}:${listening.port}`).origin)
  return { isOurs: (origin) => origin !== undefined && ours.has(origin) }
}

/** For what a cookie alone would allow. */
export function refuseCrossSite(headers: IncomingHttpHeaders, origins: Origins): void {
  const site = headers['sec-fetch-site']
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '')
  if (origins.isOurs(headers.origin) && (site === undefined || site === 'same-origin') && isJson) return
  refuse('CrossSiteRequest', 'This request did not come from this dashboard: open it in a new tab and try again.')
}

/** Signing in needs no cookie, but a foreign page must not sign its visitor in as somebody else. Scripts send no Origin. */
export function refuseForeignSignIn(headers: IncomingHttpHeaders, origins: Origins): void {
  if (headers.origin === undefined && headers['sec-fetch-site'] === undefined) return
  refuseCrossSite(headers, origins)
}
