import type { WebSocket } from 'ws'

/** Whoever does not answer a close is not waited for. */
const closeMilliseconds = 1000

export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason.slice(0, 100))
  setTimeout(() => socket.terminate(), closeMilliseconds).unref()
}
