/**
 * Waves: groups of k hosts in the planned order, where k is how many may run at once while nothing has failed. They draw
 * and estimate; scheduling is rolling and knows no waves. Many waves are drawn as few steps of about the same size.
 */
import { zoneAt, type ZoneWaves } from './zone-waves.ts'

export const mostWaveSteps = 12

export interface WaveLayout {
  targets: number
  /** Hosts a wave; the last one may have fewer. */
  size: number
  waves: number
  /** How many steps are drawn: the waves themselves, or `mostWaveSteps`. */
  steps: number
  /** By zones each has its waves, and a step draws one zone, or several when there are many. */
  zones?: readonly ZoneWaves[]
}

export function waveLayout(targets: number, minimum: number): WaveLayout {
  const size = minimum < targets ? targets - minimum : Math.max(1, targets)
  const waves = Math.ceil(targets / size)
  return { targets, size, waves, steps: Math.min(waves, mostWaveSteps) }
}

export function zonedLayout(targets: number, zones: readonly ZoneWaves[]): WaveLayout {
  const size = zones.reduce((most, zone) => Math.max(most, zone.size), 1)
  const waves = zones.reduce((sum, zone) => sum + zone.waves, 0)
  return { targets, size, waves, steps: Math.min(zones.length, mostWaveSteps), zones }
}

/** The wave of a place in the planned order, from 1. */
export function waveOf(layout: WaveLayout, target: number): number {
  const zone = layout.zones?.[zoneAt(layout.zones, target)]
  if (zone !== undefined) return zone.wavesBefore + Math.floor((target - zone.from) / zone.size) + 1
  return Math.floor(target / layout.size) + 1
}

/** The step that draws a place in the planned order, from 0. */
export function stepOf(layout: WaveLayout, target: number): number {
  const part = layout.zones === undefined ? waveOf(layout, target) : zoneAt(layout.zones, target) + 1
  return Math.ceil((part * layout.steps) / partsOf(layout)) - 1
}

/** The first and last wave of a step, from 1; by zones the first and last zone. */
export function wavesOf(layout: WaveLayout, step: number): { first: number; last: number } {
  return { first: firstWaveOf(layout, step), last: firstWaveOf(layout, step + 1) - 1 }
}

/** How many hosts a step draws. */
export function targetsOf(layout: WaveLayout, step: number): number {
  const { first, last } = wavesOf(layout, step)
  if (layout.zones !== undefined) return layout.zones.slice(first - 1, last).reduce((sum, zone) => sum + zone.hosts, 0)
  return Math.min(last * layout.size, layout.targets) - (first - 1) * layout.size
}

function firstWaveOf(layout: WaveLayout, step: number): number {
  return Math.floor((step * partsOf(layout)) / layout.steps) + 1
}

/** What the steps are made of: zones, or waves. */
const partsOf = ({ zones, waves }: WaveLayout): number => zones?.length ?? waves
