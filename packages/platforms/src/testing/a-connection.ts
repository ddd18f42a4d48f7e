/** Two ends of one connection in memory, for tests. Text arrives later than it was sent, and in order, as on a socket. */
import type { AgentServerFrame, AgentFrame } from '@sluice/agent-link'
import type { AgentConnection } from '../servers/agent-connection.ts'

export interface FarEnd {
  /** Everything that the server sent. */
  readonly frames: AgentServerFrame[]
  /** Set once closed by the server. */
  readonly closed: { code: number; reason: string } | undefined
  send(frame: AgentFrame): void
  sendText(text: string): void
  /** The network goes away. */
  cut(): void
}

export function aConnection(onFrame: (frame: AgentServerFrame, farEnd: FarEnd) => void = () => undefined): {
  connection: AgentConnection
  farEnd: FarEnd
} {
  const messageListeners: ((text: string) => void)[] = []
  const closeListeners: (() => void)[] = []
  const frames: AgentServerFrame[] = []
  let closed: { code: number; reason: string } | undefined
  let isOpen = true

  function end(): void {
    if (!isOpen) return
    isOpen = false
    queueMicrotask(() => closeListeners.forEach((tell) => tell()))
  }

  const farEnd: FarEnd = {
    frames,
    get closed() {
      return closed
    },
    send: (frame) => farEnd.sendText(JSON.stringify(frame)),
    sendText: (text) => queueMicrotask(() => isOpen && messageListeners.forEach((tell) => tell(text))),
    cut: end,
  }
  const connection: AgentConnection = {
    address: '127.0.0.1',
    send: (text) => {
      if (!isOpen) return
      const frame = JSON.parse(text) as AgentServerFrame
      frames.push(frame)
      queueMicrotask(() => onFrame(frame, farEnd))
    },
    close: (code, reason) => {
      if (isOpen) closed = { code, reason }
      end()
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
  }
  return { connection, farEnd }
}
