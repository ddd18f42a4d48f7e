/**
 * Waves: groups of k hosts in the planned order, where k is how many may run at once while nothing has failed. They draw
 * and estimate; scheduling is rolling and knows no waves. Many waves are drawn as few steps of about the same size.
 */
export const mostWaveSteps = 12

export interface WaveLayout {
  targets: number
  /** Hosts a wave; the last one may have fewer. */
  size: number
  waves: number
  /** How many steps are drawn: the waves themselves, or `mostWaveSteps`. */
  steps: number
}

export function waveLayout(targets: number, minimum: number): WaveLayout {
  const size = minimum < targets ? targets - minimum : Math.max(1, targets)
  const waves = Math.ceil(targets / size)
  return { targets, size, waves, steps: Math.min(waves, mostWaveSteps) }
}

/** The wave of a place in the planned order, from 1. */
export function waveOf(layout: WaveLayout, target: number): number {
  return Math.floor(target / layout.size) + 1
}

/** The step that draws a place in the planned order, from 0. */
export function stepOf(layout: WaveLayout, target: number): number {
  return Math.ceil((waveOf(layout, target) * layout.steps) / layout.waves) - 1
}

/** The first and last wave of a step, from 1. */
export function wavesOf(layout: WaveLayout, step: number): { first: number; last: number } {
  return { first: firstWaveOf(layout, step), last: firstWaveOf(layout, step + 1) - 1 }
}

/** How many hosts a step draws. */
export function targetsOf(layout: WaveLayout, step: number): number {
  const { first, last } = wavesOf(layout, step)
  return Math.min(last * layout.size, layout.targets) - (first - 1) * layout.size
}

function firstWaveOf(layout: WaveLayout, step: number): number {
  return Math.floor((step * layout.waves) / layout.steps) + 1
}
