/** Bounds of the hub. */
export const hubLimits = {
  subscriptionsPerConnection: 100,
  /** Snapshots that are read for a connection, also of topics that it has left meanwhile. */
  readsPerConnection: 200,
  frameCharacters: 4096,
  /** More than this not taken in by a reader: nothing more is sent to it. */
  unackedFrames: 200,
  bufferedBytes: 1024 * 1024,
  /** Where it may go on: well below, so that it does not go to and fro. */
  caughtUpFrames: 100,
  caughtUpBytes: 256 * 1024,
  /** A reader that does not catch up in this time is closed; it comes back with `since`. */
  behindMs: 60_000,
  ringDeltas: 512,
  ringBytes: 1024 * 1024,
  /** How long a topic is kept after its last subscriber left: a reload, a short break of the network. */
  lingerMs: 30_000,
  /** The oldest go first: whoever asks for ever new topics cannot make them pile up. */
  lingeringTopics: 500,
  snapshotAttempts: 3,
} as const
