/** The state of the one socket of this tab, in the words of the capsule. Times are milliseconds since the epoch. */
export type Connection =
  | { phase: 'connecting' }
  /** `heardAt` is the last sign of the server: heartbeat or data. */
  | { phase: 'live'; heardAt: number }
  /** The socket is open, but nothing was heard for too long. */
  | { phase: 'silent'; heardAt: number }
  /** Somebody wants what is shown to stand still: nothing is heard. */
  | { phase: 'paused'; heardAt: number }
  /** `mayBeSignedOut`: the session was cut, or the server let nobody in. Only asking who one is tells. */
  | { phase: 'reconnecting'; heardAt: number | undefined; retryAt: number; mayBeSignedOut: boolean }

/** The server promises a heartbeat every 5 s; after twice that the data is called stale. */
export const silentAfterMs = 10_000

/**
 * Since when what the topics told may be wrong; undefined while it is fresh, and while nothing was ever heard: then
 * there is nothing of theirs, and what a request answered is as old as its answer.
 */
export function staleSinceOf(connection: Connection): number | undefined {
  switch (connection.phase) {
    case 'connecting':
    case 'live':
      return undefined
    case 'silent':
    case 'paused':
    case 'reconnecting':
      return connection.heardAt
  }
}
