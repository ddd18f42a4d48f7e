/** Which part of the time axis is seen: the whole, or a piece of it. Moved by buttons only, so that it needs no pointer. */
export interface TimeWindow {
  /** 1 is the whole. */
  zoom: number
  /** Place on the axis where it begins. */
  from: number
}

export const wholeWindow: TimeWindow = { zoom: 1, from: 0 }
export const deepest = 64

const held = (zoom: number, from: number): TimeWindow => ({ zoom, from: Math.min(1 - 1 / zoom, Math.max(0, from)) })

/** Around the middle of what is seen. */
export function zoomed({ zoom, from }: TimeWindow, factor: number): TimeWindow {
  const next = Math.min(deepest, Math.max(1, zoom * factor))
  return held(next, from + 0.5 / zoom - 0.5 / next)
}

/** By half of what is seen. */
export const moved = ({ zoom, from }: TimeWindow, direction: -1 | 1): TimeWindow =>
  held(zoom, from + (direction * 0.5) / zoom)

export const windowText = ({ zoom, from }: TimeWindow): string => (zoom === 1 ? '' : `${zoom},${from.toFixed(4)}`)

export function windowFrom(text: string | null): TimeWindow {
  const [zoom = NaN, from = NaN] = (text ?? '').split(',').map(Number)
  return zoom > 1 && zoom <= deepest && from >= 0 && from <= 1 ? held(zoom, from) : wholeWindow
}

/** Pixels of a place of the axis. */
export const pixels = ({ zoom, from }: TimeWindow, place: number, width: number): number =>
  (place - from) * zoom * width
