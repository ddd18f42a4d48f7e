/**
 * WebSockets are the only other protocol we pass on. A wish for any other may be ignored (RFC 9110, 7.8), and must be: Java's
 * client asks for `h2c` with its first request. Node hands over the bare connection with the wish; it gets its head back without
 * it, and is then an ordinary one again.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

export function isWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'
}

export function serveWithoutUpgrade(server: Server, request: IncomingMessage, socket: Socket, rest: Buffer): void {
  socket.unshift(Buffer.concat([Buffer.from(headWithoutUpgrade(request), 'latin1'), rest]))
  server.emit('connection', socket)
}

const dropped = new Set(['upgrade', 'connection', 'http2-settings'])

export function headWithoutUpgrade({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (!dropped.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[at + 1]}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n`
}
