/**
 * The newest deltas of a topic, serialized once and without holes: together they are everything in `(floor, head]`.
 * Bounded by number and size; what falls out at the old end moves the floor up.
 */
import { hubLimits } from './hub-limits.ts'

export interface SerializedDelta {
  from: number
  to: number
  frame: Buffer
}

export interface DeltaRing {
  floor(): number
  head(): number
  bytes(): number
  push(delta: SerializedDelta): void
  /** Everything after `seq`, oldest first; undefined when that is no longer known. */
  after(seq: number): SerializedDelta[] | undefined
}

export function createDeltaRing(start: number): DeltaRing {
  const deltas: SerializedDelta[] = []
  let bytes = 0
  let floor = start
  let head = start

  const isFull = () => deltas.length > hubLimits.ringDeltas || bytes > hubLimits.ringBytes

  return {
    floor: () => floor,
    head: () => head,
    bytes: () => bytes,
    push(delta) {
      deltas.push(delta)
      bytes += delta.frame.length
      head = delta.to
      while (isFull()) {
        const oldest = deltas.shift()
        if (oldest === undefined) return
        bytes -= oldest.frame.length
        floor = oldest.to
      }
    },
    after: (seq) => (seq < floor ? undefined : deltas.filter((delta) => delta.to > seq)),
  }
}
