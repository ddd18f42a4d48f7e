/**
 * What of a request's head belongs to the connection of the client and what the host must learn about it. `Host` stays the
 * client's. Proto, host, port and the one who asked are ours to say: a client could claim anything, in `Forwarded` (RFC 7239)
 * too, which we do not write. The list of addresses is appended to.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** What frames and addresses the request belongs to no connection, whatever `Connection` names (RFC 9110, 7.6.1). */
const neverDropped = new Set(['host', 'transfer-encoding', 'content-length'])
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'proxy-authorization', 'te', 'trailer']

/** Changes the headers in place: they are what the proxy sends on. */
export function prepareHeaders(request: IncomingMessage, isUpgrade: boolean): void {
  const { headers, socket } = request
  const upgrade = headers.upgrade
  dropConnectionHeaders(headers)
  delete headers.upgrade
  if (isUpgrade) Object.assign(headers, { connection: 'upgrade', upgrade })
  // The client has had its 100-continue from us.
  delete headers.expect
  if (!hasBody(request) && request.method !== 'GET' && request.method !== 'HEAD') headers['content-length'] = '0'
  delete headers.forwarded
  if (socket.remoteAddress === undefined) delete headers['x-real-ip']
  else headers['x-real-ip'] = socket.remoteAddress
  const before = headers['x-forwarded-for']
  headers['x-forwarded-for'] = [before, socket.remoteAddress].filter(Boolean).join(', ')
  headers['x-forwarded-proto'] = 'http'
  // HTTP/1.0 knows no Host.
  if (headers.host === undefined) delete headers['x-forwarded-host']
  else headers['x-forwarded-host'] = headers.host
  headers['x-forwarded-port'] = String(socket.localPort)
}

/**
 * The host's connection is ours; the client keeps its own. How long the host keeps an idle one stays readable for Node, which
 * lets go of it before that: what it would send at the same moment would be lost. What is not enumerable is not passed on.
 */
export function prepareAnswer({ headers }: IncomingMessage, mayClientStay: boolean): void {
  const idle = headers['keep-alive']
  dropConnectionHeaders(headers)
  if (idle !== undefined) Object.defineProperty(headers, 'keep-alive', { value: idle, enumerable: false })
  headers.connection = mayClientStay ? 'keep-alive' : 'close'
}

/** Also those that `Connection` names. */
function dropConnectionHeaders(headers: IncomingHttpHeaders): void {
  const named = (headers.connection ?? '').toLowerCase().split(/\s*,\s*/)
  for (const name of [...named, ...hopByHop]) if (!neverDropped.has(name)) delete headers[name]
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0
}
