/** The time axis in pixels: what every row and the head draw from. */
import type { TimelineMark } from './timings.ts'
import { pixels } from './window.ts'
import type { TimeWindow } from './window.ts'
import { ticksOf } from './time-scale.ts'
import type { Tick, TimeScale } from './time-scale.ts'

export interface AxisMark extends TimelineMark {
  x: number
  /** Where its label begins: labels do not lie on each other. */
  label: number
  /** Its number in the list of what happened to the whole, from 1. */
  number: number
}

export interface Axis {
  width: number
  x(at: number): number
  ticks: readonly (Tick & { x: number })[]
  /** Folded waits, from and to in pixels. */
  folds: readonly (readonly [number, number])[]
  marks: readonly AxisMark[]
  /** Undefined once nothing runs. */
  now: number | undefined
}

const labelPixels = 80

interface AxisParts {
  scale: TimeScale
  seen: TimeWindow
  width: number
  marks: readonly TimelineMark[]
  now: number | undefined
}

export function axisOf({ scale, seen, width, marks, now }: AxisParts): Axis {
  const x = (at: number) => pixels(seen, scale.place(at), width)
  const isIn = (place: number) => place >= 0 && place <= width
  const ends = [seen.from, seen.from + 1 / seen.zoom] as const
  return {
    width,
    x,
    ticks: ticksOf(scale, ends, Math.max(2, Math.floor(width / labelPixels))).map((tick) => ({
      ...tick,
      x: pixels(seen, tick.place, width),
    })),
    folds: scale.folds.map(({ start, end }) => [pixels(seen, start, width), pixels(seen, end, width)] as const),
    marks: labelled(
      marks.map((mark, at) => ({ ...mark, x: x(Date.parse(mark.at)), number: at + 1 })).filter((mark) => isIn(mark.x)),
      width,
    ),
    now: now === undefined || !isIn(x(now)) ? undefined : x(now),
  }
}

const markPixels = 26

/** From the last to the first: each is pushed to the left by the one after it. */
function labelled(marks: readonly Omit<AxisMark, 'label'>[], width: number): AxisMark[] {
  let room = width
  return marks
    .toReversed()
    .map((mark) => {
      room = Math.max(0, Math.min(mark.x - 6, room - markPixels))
      return { ...mark, label: room }
    })
    .toReversed()
}
