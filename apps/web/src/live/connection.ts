/** The state of the one socket of this tab, in the words of the capsule. Times are milliseconds since the epoch. */
export type Connection =
  | { phase: 'connecting' }
  /** `heardAt` is the last sign of the server: heartbeat or data. */
  | { phase: 'live'; heardAt: number }
  /** The socket is open, but nothing was heard for too long. */
  | { phase: 'silent'; heardAt: number }
  | { phase: 'reconnecting'; heardAt: number | undefined; retryAt: number }

/** The server promises a heartbeat every 5 s; after twice that the data is called stale. */
export const silentAfterMs = 10_000

/** Since when the data on the screen may be wrong; undefined while it is fresh. */
export function staleSinceOf(connection: Connection): number | undefined {
  switch (connection.phase) {
    case 'connecting':
    case 'live':
      return undefined
    case 'silent':
    case 'reconnecting':
      return connection.heardAt
  }
}
