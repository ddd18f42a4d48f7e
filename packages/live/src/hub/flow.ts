/**
 * Whether a reader keeps up, told by its acknowledgements and by what waits in its socket. The socket alone is not enough:
 * the kernel and proxies swallow megabytes for a browser that has stopped reading.
 */
import type { Connection } from './connection.ts'
import { hubLimits } from './hub-limits.ts'

export interface Flow {
  /** False from the moment when too much is under way until most of it was taken in. */
  mayTake(): boolean
  sent(): void
  acknowledged(frames: number): void
  /** Since when the reader is behind. */
  behindSince(): number | undefined
}

export function createFlow(connection: Pick<Connection, 'bufferedBytes'>, now: () => number): Flow {
  let sentFrames = 0
  let takenFrames = 0
  let behindSince: number | undefined

  const isWithin = (frames: number, bytes: number) =>
    sentFrames - takenFrames <= frames && connection.bufferedBytes() <= bytes

  return {
    mayTake() {
      if (behindSince === undefined) {
        if (!isWithin(hubLimits.unackedFrames - 1, hubLimits.bufferedBytes)) behindSince = now()
      } else if (isWithin(hubLimits.caughtUpFrames, hubLimits.caughtUpBytes)) behindSince = undefined
      return behindSince === undefined
    },
    sent: () => {
      sentFrames += 1
    },
    acknowledged(frames) {
      takenFrames = Math.max(takenFrames, Math.min(frames, sentFrames))
    },
    behindSince: () => behindSince,
  }
}
