/** The socket as the hub sees it. */
export interface Connection {
  /** JSON text in UTF-8. The same Buffer goes to many: nobody writes into it. */
  send(frame: Buffer): void
  /** What was sent and not yet handed to the network. */
  bufferedBytes(): number
  close(code: number, reason: string): void
}
