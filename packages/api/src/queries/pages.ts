/** Pages of lists by name. The token is the key of the last row given out, so rows that come and go move nobody's place. */
import { limits, refuse } from '@sluice/model'

export interface Page<Row> {
  rows: Row[]
  nextToken?: string
}

export interface PageOptions {
  /** The order of the keys; plain code units unless told. */
  compare?: (a: string, b: string) => number
  size?: number
}

/** `rows` are in the order of their keys. */
export function pageAfter<Row>(
  rows: readonly Row[],
  nextToken: string | undefined,
  keyOf: (row: Row) => string,
  { compare = byCodeUnits, size = limits.pageRows }: PageOptions = {},
): Page<Row> {
  const after = nextToken === undefined ? undefined : keyIn(nextToken)
  const rest = after === undefined ? rows : rows.filter((row) => compare(keyOf(row), after) > 0)
  const page = rest.slice(0, size)
  const last = page.at(-1)
  return last === undefined || rest.length <= size ? { rows: page } : { rows: page, nextToken: tokenOf(keyOf(last)) }
}

export const tokenOf = (key: string): string => Buffer.from(`after ${key}`).toString('base64url')

export function keyIn(token: string): string {
  const text = Buffer.from(token, 'base64url').toString()
  if (text.startsWith('after ')) return text.slice('after '.length)
  refuse('InvalidNextTokenException', 'nextToken is not one that was given out: start again without it.')
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
