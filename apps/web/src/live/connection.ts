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

/** What the data on the screen is worth, and since when it is out of date. */
export function dataAge(connection: Connection): { isFresh: boolean; heardAt: number | undefined } {
  switch (connection.phase) {
    case 'connecting':
      return { isFresh: true, heardAt: undefined }
    case 'live':
      return { isFresh: true, heardAt: connection.heardAt }
    case 'silent':
    case 'reconnecting':
      return { isFresh: false, heardAt: connection.heardAt }
  }
}
