/** Several runs in order become one. `before` says which of two comes first. */
export async function* merged<Row>(
  runs: AsyncGenerator<Row>[],
  before: (a: Row, b: Row) => boolean,
): AsyncGenerator<Row> {
  const heads: { run: AsyncGenerator<Row>; row: Row }[] = []
  for (const run of runs) {
    const { value, done } = await run.next()
    if (done !== true) heads.push({ run, row: value })
  }
  while (heads.length > 0) {
    const first = heads.reduce((best, head) => (before(head.row, best.row) ? head : best))
    yield first.row
    const { value, done } = await first.run.next()
    if (done === true) heads.splice(heads.indexOf(first), 1)
    else first.row = value
  }
}
