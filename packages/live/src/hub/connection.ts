/** The socket as the hub sees it. */
export interface Connection {
  send(frame: string): void
  /** What was sent and not yet handed to the network. */
  bufferedBytes(): number
  close(code: number, reason: string): void
}
