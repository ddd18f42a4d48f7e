/**
 * One port of a balancer. When it is taken, that is said and tried again every second. Limits keep a slow client its own
 * problem: a head must come within 10 s, a body within 5 minutes, and there are only so many connections.
 */
import type { ObservedBalancer } from '@sluice/model'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { isWebSocket, serveWithoutUpgrade } from './traffic/ignore-upgrade.ts'
import type { ListenerKind } from './traffic/traffic-record.ts'

const retryMs = 1_000
const mostConnections = 10_000
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 1_000,
  /** Longer than clients and other proxies keep an idle connection, so that they close first. */
  keepAliveTimeout: 75_000,
  maxHeaderSize: 32 * 1024,
  noDelay: true,
}

export type ListenerNeeds = {
  kind: ListenerKind
  host: string
  port: number
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void>
  onChanged(): void
  onFault(fault: unknown): void
}

export type Listener = ReturnType<typeof openListener>

export function openListener(needs: ListenerNeeds) {
  const { kind, host, port } = needs
  let error: string | undefined = 'opening the port'
  let isClosed = false
  let retry: NodeJS.Timeout | undefined
  const server = createServer(limits, (request, response) => {
    if (isClosed) lastOnItsConnection(response)
    needs.serve(request, response).catch((fault: unknown) => {
      response.destroy()
      needs.onFault(fault)
    })
  })
  server.maxConnections = mostConnections
  server.on('upgrade', (request, socket, head) => {
    if (!(socket instanceof Socket)) return void socket.destroy()
    if (!isWebSocket(request)) return serveWithoutUpgrade(server, request, socket, head)
    needs.upgrade(request, socket, head).catch((fault: unknown) => {
      socket.destroy()
      needs.onFault(fault)
    })
  })

  function lastOnItsConnection(response: ServerResponse): void {
    response.shouldKeepAlive = false
    response.once('finish', () => server.closeIdleConnections())
  }

  function say(now: string | undefined): void {
    if (now === error) return
    error = now
    needs.onChanged()
  }

  const firstTry = new Promise<void>((resolve) => {
    server.on('listening', () => {
      say(undefined)
      resolve()
    })
    server.on('error', (trouble) => {
      if (isClosed) return
      say(wordsFor(trouble, host, port))
      retry = setTimeout(() => server.listen(port, host), retryMs)
      resolve()
    })
  })
  server.listen(port, host)

  return {
    kind,
    port,
    /** Settles when it listens, or when it is known that it cannot yet. */
    firstTry,
    observed: (): ObservedBalancer['listeners'][number] => ({
      kind,
      port,
      url: urlOf(host, port),
      ...(error === undefined ? {} : { error }),
    }),
    /** Takes no more connections; those that are in use may end what they do, until then. */
    close(cutAfterMs: number): void {
      isClosed = true
      clearTimeout(retry)
      server.close()
      setTimeout(() => server.closeAllConnections(), cutAfterMs).unref()
    },
  }
}

function urlOf(host: string, port: number): string {
  const isEveryAddress = host === '0.0.0.0' || host === '::'
  const name = isEveryAddress ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

function wordsFor(error: Error, host: string, port: number): string {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `port ${port} is in use`
  if (code === 'EACCES') return `port ${port} needs more rights than this process has`
  if (code === 'EADDRNOTAVAIL') return `this machine has no address ${host}`
  return error.message
}
