/** The phase strip's data: waves merged so that they fit, expected durations, and how long it may still take. */
import type { Phase } from '@sluice/model'

export interface StripPhase {
  key: string
  kind: Phase['kind']
  name: string
  state: Phase['state']
  /** Share of the strip's width. */
  weight: number
  total: number
  ended: number
  failed: number
  startedAt: number | undefined
  endedAt: number | undefined
  /** Milliseconds it may take, from the waves that ended; the ghost. */
  expectedMs: number | undefined
}

/** More waves than this are merged: the past into one, the future into one, the present stays. */
const mostWaves = 7

/** Shares of the strip's width: what usually takes longer gets more room. */
const weights: Record<Phase['kind'], number> = {
  start: 6,
  wave: 26,
  zone: 26,
  bake: 12,
  finish: 6,
  provision: 14,
  install: 26,
  approval: 18,
  reroute: 20,
  block: 16,
  wait: 16,
  originals: 12,
}

/** In the order of the plan; the waves stand where the first of them does. */
export function stripPhases(phases: readonly Phase[]): StripPhase[] {
  const waves = phases.filter((phase) => phase.kind === 'wave')
  const expected = usualWaveMs(waves)
  const merged = waves.length <= mostWaves ? waves.map((wave) => [wave]) : mergeWaves(waves)
  return phases.flatMap((phase) => {
    if (phase.kind !== 'wave') return [strip([phase], undefined, weights[phase.kind])]
    return phase === waves[0] ? merged.map((group) => strip(group, expected, weights.wave)) : []
  })
}

function mergeWaves(waves: readonly Phase[]): Phase[][] {
  const isPast = (wave: Phase) => wave.state === 'done' || wave.state === 'failed'
  const firstOpen = waves.findIndex((wave) => !isPast(wave))
  const cut = firstOpen < 0 ? waves.length : firstOpen
  const lastRunning = waves.findLastIndex((wave) => wave.state === 'running')
  const past = waves.slice(0, cut)
  const present = waves.slice(cut, lastRunning < cut ? cut : lastRunning + 1)
  const future = waves.slice(cut + present.length)
  const keep = Math.max(0, mostWaves - 2 - Math.min(present.length, 3) - Math.min(future.length, 1))
  const recent = past.slice(past.length - Math.min(keep, past.length))
  const older = past.slice(0, past.length - recent.length)
  const next = future.slice(0, 1)
  const later = future.slice(1)
  const shownPresent = present.length <= 3 ? present.map((wave) => [wave]) : [present]
  return [older, ...recent.map((wave) => [wave]), ...shownPresent, next, later].filter((group) => group.length > 0)
}

function strip(group: readonly Phase[], usualMs: number | undefined, weight: number): StripPhase {
  const [first, last] = [group[0], group.at(-1)]
  if (first === undefined || last === undefined) throw new Error('a phase group is never empty')
  const sum = (count: (phase: Phase) => number) => group.reduce((total, phase) => total + count(phase), 0)
  const starts = group.flatMap((phase) => (phase.startTime === undefined ? [] : [Date.parse(phase.startTime)]))
  const ends = group.flatMap((phase) => (phase.endTime === undefined ? [] : [Date.parse(phase.endTime)]))
  return {
    key: first.name,
    kind: first.kind,
    name: first === last ? first.name : `${first.name}–${last.name.replace(/^\D+/, '')}`,
    state: stateOf(group),
    weight: weight * Math.min(2, 1 + (group.length - 1) / 4),
    total: sum((phase) => phase.total),
    ended: sum((phase) => phase.ended),
    failed: sum((phase) => phase.failed),
    startedAt: starts.length === 0 ? undefined : Math.min(...starts),
    endedAt: ends.length < group.length ? undefined : Math.max(...ends),
    expectedMs: usualMs === undefined || first.kind !== 'wave' ? undefined : usualMs * group.length,
  }
}

function stateOf(group: readonly Phase[]): Phase['state'] {
  const states = new Set(group.map((phase) => phase.state))
  for (const state of ['running', 'failed', 'pending', 'done'] as const) if (states.has(state)) return state
  return 'skipped'
}

/** The mean of the waves that ended, in milliseconds. */
function usualWaveMs(waves: readonly Phase[]): number | undefined {
  const lengths = waves.flatMap(({ startTime, endTime }) =>
    startTime === undefined || endTime === undefined ? [] : [Date.parse(endTime) - Date.parse(startTime)],
  )
  return lengths.length === 0 ? undefined : lengths.reduce((a, b) => a + b, 0) / lengths.length
}

/** About how long the waves that are left may take; undefined while nothing ended yet. Milliseconds. */
export function timeLeft(phases: readonly Phase[], now: number): number | undefined {
  const waves = phases.filter((phase) => phase.kind === 'wave')
  const usual = usualWaveMs(waves)
  if (usual === undefined) return undefined
  const left = waves.map((wave) => {
    if (wave.state === 'pending') return usual
    if (wave.state !== 'running' || wave.startTime === undefined) return 0
    return Math.max(0, usual - (now - Date.parse(wave.startTime)))
  })
  return left.reduce((a, b) => a + b, 0)
}

/** "about 6 s left", "about 16 min left". */
export function aboutLeft(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 90) return `about ${Math.max(1, seconds)} s left`
  return `about ${Math.round(seconds / 60)} min left`
}
