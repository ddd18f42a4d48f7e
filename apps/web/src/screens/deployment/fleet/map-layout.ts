/**
 * Where each cell of the fleet map is. Cells are in the planned order, grouped by wave, and never move while the
 * deployment runs. Pixels of the page, from the top left of the map.
 */
import { waveRanges } from '../../../live/fleet.ts'
import type { FleetLabel, WaveRange } from '../../../live/fleet.ts'

export interface MapGroup {
  label: string
  from: number
  to: number
  /** Of the heading. */
  top: number
  cellsTop: number
}

/** One fleet of a blue/green deployment: a heading over its groups and a line beside them. */
export interface MapSection {
  label: FleetLabel
  top: number
  height: number
}

export interface MapLayout {
  cell: number
  pitch: number
  columns: number
  groups: readonly MapGroup[]
  /** Empty in place. */
  sections: readonly MapSection[]
  height: number
}

const headingHeight = 22
const groupGap = 8
const sectionHeight = 26
/** More waves than this are joined, evenly, so that headings never outnumber cells. */
const mostGroups = 16

export function cellSize(targets: number): { cell: number; gap: number } {
  if (targets <= 400) return { cell: 13, gap: 2 }
  if (targets <= 1000) return { cell: 12, gap: 2 }
  return targets <= 4000 ? { cell: 8, gap: 1 } : { cell: 7, gap: 1 }
}

export function layoutMap(waves: readonly number[], width: number, labels?: readonly FleetLabel[]): MapLayout {
  const { cell, gap } = cellSize(waves.length)
  const pitch = cell + gap
  const columns = Math.max(1, Math.floor((width + gap) / pitch))
  let top = 0
  const groups: MapGroup[] = []
  const sections: MapSection[] = []
  for (const ranges of fleetsOf(waveRanges(waves, labels))) {
    const start = top
    const label = ranges[0]?.label
    if (label !== undefined) top += sectionHeight
    for (const { label: name, from, to } of joinedWaves(ranges)) {
      groups.push({ label: name, from, to, top, cellsTop: top + headingHeight })
      top += headingHeight + Math.ceil((to - from) / columns) * pitch + groupGap
    }
    if (label !== undefined) sections.push({ label, top: start, height: top - start - groupGap })
  }
  return { cell, pitch, columns, groups, sections, height: top }
}

/** Each fleet's waves; in place they are one list. */
function fleetsOf(ranges: readonly WaveRange[]): WaveRange[][] {
  const fleets: WaveRange[][] = []
  for (const range of ranges) {
    const last = fleets.at(-1)
    if (last !== undefined && last[0]?.label === range.label) last.push(range)
    else fleets.push([range])
  }
  return fleets
}

function joinedWaves(ranges: readonly WaveRange[]): { label: string; from: number; to: number }[] {
  const step = Math.ceil(ranges.length / mostGroups)
  const groups = []
  for (let at = 0; at < ranges.length; at += step) {
    const [first, last] = [ranges[at], ranges[Math.min(at + step, ranges.length) - 1]]
    if (first === undefined || last === undefined) continue
    const label = first === last ? `Wave ${first.wave}` : `Waves ${first.wave}–${last.wave}`
    groups.push({ label, from: first.from, to: last.to })
  }
  return groups
}

export function groupOf(layout: MapLayout, index: number): MapGroup | undefined {
  return layout.groups.find((group) => index >= group.from && index < group.to)
}

export function placeOf(layout: MapLayout, index: number): { x: number; y: number } {
  const group = groupOf(layout, index)
  if (group === undefined) return { x: 0, y: 0 }
  const within = index - group.from
  return {
    x: (within % layout.columns) * layout.pitch,
    y: group.cellsTop + Math.floor(within / layout.columns) * layout.pitch,
  }
}

/** The target under a point, or undefined between cells. */
export function targetAt(layout: MapLayout, x: number, y: number): number | undefined {
  const group = layout.groups.findLast((one) => y >= one.cellsTop)
  if (group === undefined || x < 0) return undefined
  const column = Math.floor(x / layout.pitch)
  const index = group.from + Math.floor((y - group.cellsTop) / layout.pitch) * layout.columns + column
  return column < layout.columns && index < group.to ? index : undefined
}

/** Where an arrow or page key leads; the same place when there is nothing in that direction. */
export function moved(layout: MapLayout, index: number, key: string): number {
  const last = (layout.groups.at(-1)?.to ?? 1) - 1
  const clamp = (next: number) => Math.min(last, Math.max(0, next))
  const at = layout.groups.findIndex((group) => index >= group.from && index < group.to)
  switch (key) {
    case 'ArrowRight':
      return clamp(index + 1)
    case 'ArrowLeft':
      return clamp(index - 1)
    case 'ArrowDown':
      return clamp(index + layout.columns)
    case 'ArrowUp':
      return clamp(index - layout.columns)
    case 'PageDown':
      return layout.groups[at + 1]?.from ?? index
    case 'PageUp':
      return layout.groups[at - 1]?.from ?? index
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return index
  }
}
