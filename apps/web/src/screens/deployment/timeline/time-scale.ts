/**
 * From instants to places on the time axis (0 to 1) and back. What lies between the spans in which something ran is waiting: long
 * waits are folded to a narrow strip, so that an hour of waiting does not press minutes of work to nothing.
 */
export interface Span {
  /** Milliseconds since the epoch. */
  from: number
  to: number
}

export interface Fold extends Span {
  /** Places on the axis. */
  start: number
  end: number
}

export interface TimeScale {
  whole: Span
  place(at: number): number
  timeAt(place: number): number
  folds: readonly Fold[]
}

interface Piece extends Span {
  isFolded: boolean
  start: number
  end: number
}

/** A wait is folded from this share of the working time on, and never below half a minute. */
const longShare = 0.15
const longMs = 30_000
/** The share of the axis that a folded wait gets. */
const foldedShare = 0.05

export function timeScale(whole: Span, busy: readonly Span[], folds: boolean): TimeScale {
  const pieces = placed(folds ? piecesOf(whole, busy) : [{ ...whole, isFolded: false }])
  const pieceBy = (isIn: (piece: Piece) => boolean) => pieces.find(isIn) ?? pieces.at(-1) ?? lastResort
  return {
    whole,
    place(at) {
      const inside = Math.min(whole.to, Math.max(whole.from, at))
      const { from, to, start, end } = pieceBy((piece) => inside <= piece.to)
      return to === from ? start : start + ((inside - from) / (to - from)) * (end - start)
    },
    timeAt(place) {
      const { from, to, start, end } = pieceBy((piece) => place <= piece.end)
      return end === start ? from : from + ((place - start) / (end - start)) * (to - from)
    },
    folds: pieces.filter((piece) => piece.isFolded).map(({ from, to, start, end }) => ({ from, to, start, end })),
  }
}

const lastResort: Piece = { from: 0, to: 0, isFolded: false, start: 0, end: 1 }

function piecesOf(whole: Span, busy: readonly Span[]): Omit<Piece, 'start' | 'end'>[] {
  const worked = busy.reduce((sum, { from, to }) => sum + (to - from), 0)
  const long = Math.max(longMs, worked * longShare)
  const pieces: Omit<Piece, 'start' | 'end'>[] = []
  let at = whole.from
  const add = (to: number, isFolded: boolean) => {
    const last = pieces.at(-1)
    if (to <= at) return
    if (last !== undefined && last.isFolded === isFolded) last.to = to
    else pieces.push({ from: at, to, isFolded })
    at = to
  }
  for (const { from, to } of busy) {
    add(Math.min(from, whole.to), from - at >= long)
    add(Math.min(to, whole.to), false)
  }
  add(whole.to, whole.to - at >= long)
  // Nothing ran: there is nothing to make room for.
  return pieces.some((piece) => !piece.isFolded) ? pieces : [{ ...whole, isFolded: false }]
}

function placed(pieces: readonly Omit<Piece, 'start' | 'end'>[]): Piece[] {
  const folded = pieces.filter((piece) => piece.isFolded).length
  const fold = Math.min(foldedShare, 0.5 / Math.max(1, folded))
  const worked = pieces.reduce((sum, { from, to, isFolded }) => sum + (isFolded ? 0 : to - from), 0)
  let start = 0
  return pieces.map((piece) => {
    const share = piece.isFolded ? fold : worked === 0 ? 1 : ((piece.to - piece.from) / worked) * (1 - fold * folded)
    const end = start + share
    const done = { ...piece, start, end }
    start = end
    return done
  })
}

export interface Tick {
  at: number
  /** Place on the axis. */
  place: number
}

/** Round steps, in seconds, that people read clocks by. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400]

/** So many labels fit between two places of the axis; none inside a fold. */
export function ticksOf(scale: TimeScale, [from, to]: readonly [number, number], most: number): Tick[] {
  const worked = scale.folds.reduce(
    (length, fold) => length - (fold.to - fold.from),
    scale.timeAt(to) - scale.timeAt(from),
  )
  const step = 1000 * (steps.find((seconds) => worked / (seconds * 1000) <= most) ?? 86_400)
  const ticks: Tick[] = []
  const isFree = (place: number) => {
    const last = ticks.at(-1)?.place
    return last === undefined || place - last >= (to - from) / (most + 1)
  }
  const [first, last] = [Math.ceil(scale.timeAt(from) / step) * step, scale.timeAt(to)]
  for (let at = first; at <= last; at = nextTick(scale, at, step)) {
    const place = scale.place(at)
    if (isFree(place) && !isFolded(scale, at)) ticks.push({ at, place })
  }
  return ticks
}

const isFolded = ({ folds }: TimeScale, at: number): boolean => folds.some((fold) => at > fold.from && at < fold.to)

/** Over a fold in one step, however long the wait was. */
function nextTick({ folds }: TimeScale, at: number, step: number): number {
  const fold = folds.find(({ from, to }) => at >= from && at < to)
  return fold === undefined ? at + step : Math.max(at + step, Math.ceil(fold.to / step) * step)
}
