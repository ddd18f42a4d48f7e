/** What a client gets when no host answers it: a status and a sentence, and nothing about the hosts. */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export type Refusal = { status: 400 | 502 | 503 | 504; text: string }

/** The same whether none is registered or none is healthy: how many hosts there are is nobody's business out there. */
export const nobody: Refusal = { status: 503, text: 'No host can answer now. Please try again in a moment.' }

const names = {
  400: 'Bad Request',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

export function refuse(response: ServerResponse, { status, text }: Refusal, isRequestRead: boolean): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const body = `${text}\n`
  // What is left of a body that nobody wants is not waited for.
  if (!isRequestRead) response.setHeader('connection', 'close')
  response.writeHead(status, headersOf(body)).end(body)
}

export function refuseUpgrade(socket: Socket, { status, text }: Refusal): void {
  const body = `${text}\n`
  const head = Object.entries({ ...headersOf(body), connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status} ${names[status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`)
}

function headersOf(body: string) {
  return {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  }
}
