/** One WebSocket of a host, as the hub sees it; whoever serves `/agents` wraps its socket in this. */
import { AgentFrame, type AgentServerFrame } from '@sluice/agent-link'

export interface AgentConnection {
  send(text: string): void
  /** Asks the other side to close, and makes sure that it is closed soon. Closing twice does nothing. */
  close(code: number, reason: string): void
  onMessage(listener: (text: string) => void): void
  /** Told once, whichever side closed. */
  onClose(listener: () => void): void
  /** Where it comes from, for the audit. */
  readonly address?: string
}

export const sendFrame = (connection: AgentConnection, frame: AgentServerFrame): void =>
  connection.send(JSON.stringify(frame))

/** Undefined for what is no frame of the protocol. */
export function readFrame(text: string): AgentFrame | undefined {
  try {
    return AgentFrame.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
