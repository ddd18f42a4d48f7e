/** A rule that did not hold. Thrown by whoever finds out; the first one ends the scenario. */
export class Broken extends Error {
  readonly invariant: string
  constructor(invariant: string, message: string) {
    super(message)
    this.name = 'Broken'
    this.invariant = invariant
  }
}

/** The sentence is made only when it is needed. */
export function hold(invariant: string, holds: boolean, message: () => string): asserts holds {
  if (!holds) throw new Broken(invariant, message())
}
