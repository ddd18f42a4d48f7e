/** A host with an application: answers its own name, echoes on WebSockets, remembers what it was asked. */
import type { DesiredMember } from '@sluice/model'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocketServer } from 'ws'

/** The load says in this header when it began to send the request, ms since the epoch. */
export const sentAtHeader = 'x-sent-at'

export type Seen = { method: string; path: string; sentAt: number; headers: IncomingMessage['headers'] }

export type Host = Awaited<ReturnType<typeof startHost>>

export type HostOptions = {
  port?: number
  delayMs?: number
  health?: (response: ServerResponse) => void
  answer?: (request: IncomingMessage, response: ServerResponse) => void
}

export async function startHost(name: string, options: HostOptions = {}) {
  const seen: Seen[] = []
  const answer = options.answer ?? ((_request, response) => void response.end(name))
  const health = { answer: options.health ?? ((response: ServerResponse) => void response.end('well')) }

  const server = createServer((request, response) => {
    if (request.url === '/health') return health.answer(response)
    const { method = '', url = '', headers } = request
    seen.push({ method, path: url, sentAt: Number(headers[sentAtHeader]), headers })
    void pause(options.delayMs ?? 0).then(() => answer(request, response))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.on('message', (words) => socket.send(`${name}: ${String(words)}`)))
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)

  return {
    name,
    port,
    server,
    seen,
    setHealth: (answer: (response: ServerResponse) => void) => void (health.answer = answer),
    member: (change: Partial<DesiredMember> = {}): DesiredMember => ({
      targetId: name,
      address: '127.0.0.1',
      port,
      weight: 1,
      traffic: 'production',
      ...change,
    }),
    /** As when the application is killed: every connection breaks. */
    async kill(): Promise<void> {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
