/** `/agents`: hosts. What proves a host is its key, inside the socket; a browser has no business here (A3). */
import { readSessionCookie, type CookieKind } from '@sluice/access'
import type { ServersPlatform, AgentConnection } from '@sluice/platforms'
import type { WebSocket } from 'ws'
import { closeSocket } from './close-socket.ts'
import type { Gate } from './upgrades.ts'

/** A frame of a thousand log lines of 64 KiB would be too much; agents send smaller ones. */
const maxPayload = 4 * 1024 * 1024

export function agentsGate(servers: Pick<ServersPlatform, 'attach'>, cookie: CookieKind): Gate {
  return {
    path: '/agents',
    maxPayload,
    async admit(request) {
      const isBrowser =
        request.headers.origin !== undefined || readSessionCookie(request.headers.cookie, cookie) !== undefined
      if (isBrowser || request.headers.authorization !== undefined)
        return { status: 403, reason: 'This socket is for hosts only.' }
      return (socket) => servers.attach(connectionOf(socket, request.socket.remoteAddress ?? ''))
    },
  }
}

function connectionOf(socket: WebSocket, address: string): AgentConnection {
  return {
    address,
    send: (text) => socket.send(text),
    close: (code, reason) => closeSocket(socket, code, reason),
    onMessage: (listener) => socket.on('message', (bytes) => listener(String(bytes))),
    onClose: (listener) => socket.on('close', listener),
  }
}
