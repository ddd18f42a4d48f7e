/**
 * Two lists, each newest first and with places of its own, as one in pages: what a page tells is complete for the time it covers.
 * The token says how far each was told.
 */
import { refuse } from '@sluice/model'

/** `place`: only what is before it; undefined: from the newest. `isDone`: nothing of it is left. */
export interface Position {
  place?: string | undefined
  isDone?: boolean
}

export type Positions = readonly [Position, Position]

export interface Read<Row> {
  rows: readonly Row[]
  /** Where it goes on after these rows; undefined when they are the last. */
  next?: string | undefined
}

interface Timed {
  place: number
  at: string
}

const form = /^(start|done|[1-9]\d{0,14})\.(start|done|[1-9]\d{0,14})$/

export function positionsIn(token: string | undefined): Positions {
  if (token === undefined) return [{}, {}]
  const [, first, second] = form.exec(token) ?? []
  if (first === undefined || second === undefined)
    refuse('InvalidNextTokenException', 'nextToken is not one that was given out: start again without it.')
  return [positionIn(first), positionIn(second)]
}

const positionIn = (text: string): Position =>
  text === 'done' ? { isDone: true } : text === 'start' ? {} : { place: text }

/** The rows that may be told now, and the token of what follows. */
export function together<A extends Timed, B extends Timed>(
  [first, second]: Positions,
  a: Read<A>,
  b: Read<B>,
): { a: readonly A[]; b: readonly B[]; nextToken?: string } {
  const [floorA, floorB] = [floorOf(a), floorOf(b)]
  const told = {
    a: floorA >= floorB ? a.rows : from(a.rows, floorB),
    b: floorB >= floorA ? b.rows : from(b.rows, floorA),
  }
  const places = [after(first, a, told.a), after(second, b, told.b)]
  return places.every((place) => place === 'done') ? told : { ...told, nextToken: places.join('.') }
}

/** Before this moment there may be more than was read: nothing, where all was read; everything, where nothing was found yet. */
function floorOf({ rows, next }: Read<Timed>): number {
  if (next === undefined) return -Infinity
  const last = rows.at(-1)
  return last === undefined ? Infinity : Date.parse(last.at)
}

function from<Row extends Timed>(rows: readonly Row[], floor: number): readonly Row[] {
  const end = rows.findIndex(({ at }) => Date.parse(at) < floor)
  return end === -1 ? rows : rows.slice(0, end)
}

function after(before: Position, { rows, next }: Read<Timed>, told: readonly Timed[]): string {
  if (told.length === rows.length) return next ?? 'done'
  const last = told.at(-1)
  return last === undefined ? (before.place ?? 'start') : String(last.place)
}
