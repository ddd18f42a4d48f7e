/** A fault: somebody else appended to this aggregate. Nothing of the commit was written. */
export class TwoWriters extends Error {
  constructor(aggregate: string, expected: number, found: number) {
    super(`${aggregate} has ${found} events, the commit was made for ${expected}: there are two writers`)
    this.name = 'TwoWriters'
  }
}
