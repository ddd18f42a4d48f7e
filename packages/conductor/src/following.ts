/**
 * What follows from a decision, in its turn and in its commit. Of what a fact changes beside itself (see `consequences.ts`) a fault
 * keeps nothing back: the tick is decided anew without it.
 */
import type { Signal } from '@sluice/model'

export interface Following {
  signal: Signal
  /** What is left out when this, or anything that comes of it, cannot be decided; undefined for what must not fail. */
  leaveOut?: string
}

/** The aggregates may be half changed: whoever catches it abandons the tick. */
export class LeaveOut extends Error {
  readonly what: string

  constructor(what: string, cause: unknown) {
    super('what should follow a fact could not be done', { cause })
    this.name = 'LeaveOut'
    this.what = what
  }
}

/** What comes of something that may be left out goes with it. */
export function comingOf({ leaveOut }: Following, signals: readonly Following[]): readonly Following[] {
  return leaveOut === undefined ? signals : signals.map((one) => ({ leaveOut, ...one }))
}
