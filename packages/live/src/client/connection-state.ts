/** What the client knows of its connection. Times are milliseconds since the epoch, by the clock of this browser. */
interface Heard {
  /** The last sign of the server: a heartbeat or data. */
  lastHeartbeatAt?: number
  /** The server's clock, there only in the call that a heartbeat caused: later it would be wrong. */
  serverTime?: number
}

/** How the last connection ended. */
interface Lost {
  retryAt: number
  /** What the server, or the browser for it, gave as the reason; absent when silence was the reason. */
  closeCode?: number
  /** Whether the server had greeted on it. A handshake that is refused shows no more than this. */
  wasGreeted: boolean
}

export type ConnectionState =
  /** Until the first connection stands or fails; afterwards a new try is still `waiting`, because its data is old. */
  ({ status: 'connecting' } & Heard) | ({ status: 'open' } & Heard) | ({ status: 'waiting' } & Lost & Heard)
