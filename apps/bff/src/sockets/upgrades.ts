/**
 * The two WebSockets of the product. Whoever may not come in gets an HTTP answer and never a socket; whoever comes in is
 * handed to their hub.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'

export interface Gate {
  path: string
  /** An HTTP status and a reason when the caller is sent away; else what to do with the socket. */
  admit(request: IncomingMessage): Promise<{ status: number; reason: string } | ((socket: WebSocket) => void)>
  maxPayload: number
  /** Ends what it does beside its sockets. */
  close?(): void
}

/** An upgrade that was not answered within this time is cut: half-open ones must not pile up (A23). */
const upgradeMilliseconds = 10_000
const goodbyeMilliseconds = 500

export function serveUpgrades(server: Server, gates: readonly Gate[]): { close(): void } {
  const sockets = gates.map((gate) => ({
    gate,
    // Compression costs three to four times the processor time and delays messages under load.
    server: new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: gate.maxPayload }),
  }))
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const found = sockets.find(({ gate }) => gate.path === pathOf(request))
    if (found === undefined) return sendAway(socket, 404, 'There is no such socket.')
    const tooSlow = setTimeout(() => socket.destroy(), upgradeMilliseconds)
    found.gate
      .admit(request)
      .then((admitted) => {
        if (typeof admitted !== 'function') return sendAway(socket, admitted.status, admitted.reason)
        found.server.handleUpgrade(request, socket, head, (opened) => {
          opened.on('error', () => opened.terminate())
          admitted(opened)
        })
      })
      .catch(() => sendAway(socket, 500, 'Something went wrong on our side.'))
      .finally(() => clearTimeout(tooSlow))
  })
  return {
    close() {
      for (const { close } of gates) close?.()
      // Whoever is not there to say goodbye is not waited for.
      setTimeout(() => {
        for (const { server: open } of sockets) for (const client of open.clients) client.terminate()
      }, goodbyeMilliseconds).unref()
      for (const { server: open } of sockets)
        for (const client of open.clients) client.close(1001, 'the server is stopping')
    },
  }
}

/** By hand: what strangers send as an address need not be one, and `new URL` would throw (A23). */
const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/'

const statusTexts: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' }

function sendAway(socket: Duplex, status: number, reason: string): void {
  const body = JSON.stringify({ error: { message: reason } })
  socket.end(
    `HTTP/1.1 ${status} ${statusTexts[status] ?? 'Error'}\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
