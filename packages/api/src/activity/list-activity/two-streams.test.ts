import { RefusalError } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { positionsIn, together, type Position, type Read } from './two-streams.ts'

interface Row {
  place: number
  at: string
}

/** Rows with these seconds, oldest first; places count from 1. */
const listOf = (...seconds: number[]): Row[] =>
  seconds.map((second, at) => ({ place: at + 1, at: new Date(second * 1000).toISOString() })).toReversed()

/** At most `limit` rows, looking at no more than `most` places; only those that `isWanted`. */
function read(
  list: readonly Row[],
  { place, isDone }: Position,
  limit: number,
  most: number,
  isWanted: (row: Row) => boolean,
): Read<Row> {
  if (isDone === true) return { rows: [] }
  const before = place === undefined ? list.length + 1 : Number(place)
  const border = Math.max(1, before - most)
  const found = list.filter((row) => row.place < before && row.place >= border && isWanted(row)).slice(0, limit)
  const last = found.at(-1)
  const next = found.length === limit && last !== undefined ? last.place : border
  return next > 1 ? { rows: found, next: String(next) } : { rows: found }
}

function told(a: readonly Row[], b: readonly Row[], limit: number, most: number, isWanted = (_: Row) => true) {
  const rows: string[] = []
  let token: string | undefined
  for (let pages = 0; pages < 100; pages += 1) {
    const positions = positionsIn(token)
    const page = together(
      positions,
      read(a, positions[0], limit, most, () => true),
      read(b, positions[1], limit, most, isWanted),
    )
    const both = [...page.a.map((row) => ({ ...row, of: 'a' })), ...page.b.map((row) => ({ ...row, of: 'b' }))]
    rows.push(...both.toSorted((x, y) => Date.parse(y.at) - Date.parse(x.at)).map(({ of, place }) => `${of}${place}`))
    token = page.nextToken
    if (token === undefined) return rows
  }
  throw new Error('it does not come to an end')
}

describe('two lists in pages', () => {
  it('are told as one by their times, without gaps and repeats, however long a page is', () => {
    const [a, b] = [listOf(1, 2, 3, 10, 11, 12), listOf(4, 5, 6, 7, 8, 9, 13)]
    const all = ['b7', 'a6', 'a5', 'a4', 'b6', 'b5', 'b4', 'b3', 'b2', 'b1', 'a3', 'a2', 'a1']
    for (const limit of [1, 2, 3, 50]) expect(told(a, b, limit, 100), `pages of ${limit}`).toEqual(all)
  })

  it('wait for one in which nothing was found yet', () => {
    const [a, b] = [listOf(1, 5), listOf(2, 3, 4, 6)]
    expect(told(a, b, 50, 1, ({ place }) => place === 1)).toEqual(['a2', 'b1', 'a1'])
  })

  it('come to an end when the clock was put back in one of them', () => {
    expect(told(listOf(9, 1, 5), listOf(4), 1, 100).toSorted()).toEqual(['a1', 'a2', 'a3', 'b1'])
  })

  it('refuse a token that was not given out', () => {
    for (const token of ['x', '5', 'done', '0.5', 'start.', '5.-1'])
      expect(() => positionsIn(token), token).toThrow(RefusalError)
  })
})
