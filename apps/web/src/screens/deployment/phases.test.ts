import type { Phase } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { aboutLeft, stripPhases, timeLeft } from './phases.ts'

const start = Date.parse('2026-11-22T14:00:00Z')
const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const wave = (number: number, state: Phase['state'], from?: number, to?: number, failed = 0): Phase => ({
  kind: 'wave',
  name: `Wave ${number}`,
  state,
  total: 10,
  ended: state === 'done' ? 10 : 0,
  failed,
  ...(from === undefined ? {} : { startTime: iso(from) }),
  ...(to === undefined ? {} : { endTime: iso(to) }),
})
const edge = (kind: 'start' | 'finish', state: Phase['state']): Phase => ({
  kind,
  name: kind === 'start' ? 'Start' : 'Finish',
  state,
  total: 0,
  ended: 0,
  failed: 0,
})
const names = (phases: Phase[]) => stripPhases(phases).map((phase) => `${phase.name} ${phase.state}`)

describe('the phase strip', () => {
  it('shows every wave of a short plan', () => {
    const phases = [
      edge('start', 'done'),
      wave(1, 'done', 0, 4),
      wave(2, 'running', 4),
      wave(3, 'pending'),
      edge('finish', 'pending'),
    ]
    expect(names(phases)).toEqual(['Start done', 'Wave 1 done', 'Wave 2 running', 'Wave 3 pending', 'Finish pending'])
  })

  it('joins the far past and the far future of a long one, and keeps the present', () => {
    const past = [1, 2, 3, 4, 5, 6].map((number) => wave(number, 'done', number, number + 1))
    const future = [8, 9, 10].map((number) => wave(number, 'pending'))
    expect(names([...past, wave(7, 'running', 7), ...future])).toEqual([
      'Wave 1–3 done',
      'Wave 4 done',
      'Wave 5 done',
      'Wave 6 done',
      'Wave 7 running',
      'Wave 8 pending',
      'Wave 9–10 pending',
    ])
  })

  it('never shows more than it has room for, wherever the deployment is', () => {
    for (let running = 1; running <= 400; running += 7) {
      const waves = Array.from({ length: 400 }, (_, at) =>
        at + 1 < running
          ? wave(at + 1, 'done', at, at + 1)
          : wave(at + 1, at + 1 === running ? 'running' : 'pending', at),
      )
      expect(stripPhases(waves).length).toBeLessThanOrEqual(7)
    }
  })

  it('does not hide a failure in a joined past', () => {
    const past = [1, 2, 3, 4, 5, 6, 7, 8].map((number) =>
      wave(number, number === 2 ? 'failed' : 'done', number, number + 1, number === 2 ? 1 : 0),
    )
    expect(stripPhases(past)[0]).toMatchObject({ state: 'failed', failed: 1 })
  })

  it('gives waves to come the mean duration of those that ended, as a ghost', () => {
    const phases = stripPhases([wave(1, 'done', 0, 4), wave(2, 'done', 4, 10), wave(3, 'pending')])
    expect(phases.map((phase) => phase.expectedMs)).toEqual([5000, 5000, 5000])
  })
})

describe('the phase strip of a blue/green deployment', () => {
  const step = (kind: Phase['kind'], name: string, state: Phase['state']): Phase => ({
    ...edge('start', state),
    kind,
    name,
  })

  it('keeps the order of the steps, all of them from the start', () => {
    const phases = [
      step('provision', 'Provision', 'done'),
      step('install', 'Install', 'done'),
      step('approval', 'Approval', 'running'),
      step('reroute', 'Reroute', 'pending'),
      step('block', 'Block', 'pending'),
      step('wait', 'Wait', 'pending'),
      step('originals', 'Originals', 'pending'),
    ]
    expect(names(phases)).toEqual([
      'Provision done',
      'Install done',
      'Approval running',
      'Reroute pending',
      'Block pending',
      'Wait pending',
      'Originals pending',
    ])
  })
})

describe('the time that is left', () => {
  it('is unknown while no wave ended', () => {
    expect(timeLeft([wave(1, 'running', 0), wave(2, 'pending')], start + 1000)).toBeUndefined()
  })

  it('is the rest of the running wave and all to come', () => {
    const phases = [wave(1, 'done', 0, 4), wave(2, 'running', 4), wave(3, 'pending')]
    expect(timeLeft(phases, start + 5000)).toBe(3000 + 4000)
  })

  it.each([
    [6200, 'about 6 s left'],
    [960_000, 'about 16 min left'],
  ])('%d ms reads "%s"', (ms, text) => expect(aboutLeft(ms)).toBe(text))
})
