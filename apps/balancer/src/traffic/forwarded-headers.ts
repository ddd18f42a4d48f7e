/**
 * What of a request's head belongs to the connection of the client and what the host must learn about it. `Host` stays the
 * client's. Proto, host and port are ours to say: a client could claim anything. The list of addresses is appended to.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

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
  const before = headers['x-forwarded-for']
  headers['x-forwarded-for'] = [before, socket.remoteAddress].filter(Boolean).join(', ')
  headers['x-forwarded-proto'] = 'http'
  // HTTP/1.0 knows no Host.
  if (headers.host === undefined) delete headers['x-forwarded-host']
  else headers['x-forwarded-host'] = headers.host
  headers['x-forwarded-port'] = String(socket.localPort)
}

/** Also those that `Connection` names. */
export function dropConnectionHeaders(headers: IncomingHttpHeaders): void {
  const named = (headers.connection ?? '').toLowerCase().split(/\s*,\s*/)
  for (const name of [...named, ...hopByHop])
    if (name !== 'transfer-encoding' && name !== 'content-length') delete headers[name]
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0
}
