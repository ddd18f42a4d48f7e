import { describe, expect, it } from 'vitest'
import { targetStatuses } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { tokens } from '../../../theme/tokens.ts'
import { cellInk } from './cell-ink.ts'
import { describeTarget } from './describe.ts'
import { layoutMap, moved, placeOf, targetAt } from './map-layout.ts'
import { createMapPainter } from './map-painter.ts'

const wavesOf = (size: number, perWave: number) =>
  Array.from({ length: size }, (_, index) => Math.floor(index / perWave) + 1)

function fleetWith(statuses: number[]): Fleet {
  const size = statuses.length
  return {
    names: statuses.map((_, index) => `web-${index}`),
    waves: wavesOf(size, 10),
    events: ['Install', 'ValidateService'],
    status: Uint8Array.from(statuses),
    steps: statuses.map((status) => (status === 3 ? '23' : '00')),
    started: new Float64Array(size),
    ended: new Float64Array(size),
    silentSince: new Float64Array(size),
    revision: 0,
  }
}

/** A canvas that only remembers where something was filled or drawn. */
function recordingContext() {
  const calls: string[] = []
  const alphas: number[] = []
  const context: unknown = new Proxy({ canvas: { width: 100, height: 100 } } as Record<string, unknown>, {
    get: (target, name: string) =>
      target[name] ?? ((...args: unknown[]) => void calls.push(`${name} ${args.join(' ')}`)),
    set: (target, name: string, value) => {
      if (name === 'globalAlpha') alphas.push(Number(value))
      target[name] = value
      return true
    },
  })
  return { context: context as CanvasRenderingContext2D, calls, alphas }
}

describe('the layout of the fleet map', () => {
  it('finds every target where it put it, at every size', () => {
    for (const [size, width] of [
      [61, 320],
      [400, 502],
      [1000, 340],
      [10_000, 502],
    ] as const) {
      const layout = layoutMap(wavesOf(size, Math.ceil(size / 10)), width)
      for (let index = 0; index < size; index += 37) {
        const { x, y } = placeOf(layout, index)
        expect(targetAt(layout, x + 1, y + 1)).toBe(index)
        expect(x + layout.cell).toBeLessThanOrEqual(width)
      }
    }
  })

  it('has nothing on its headings and beyond the last cell of a wave', () => {
    const layout = layoutMap(wavesOf(20, 10), 300)
    expect(targetAt(layout, 4, 4)).toBeUndefined()
    expect(targetAt(layout, 10 * layout.pitch + 4, (layout.groups[0]?.cellsTop ?? 0) + 4)).toBeUndefined()
  })

  it('draws two fleets apart: each under its own heading, with all of its hosts', () => {
    const labels = wavesOf(90, 60).map((wave) => (wave === 1 ? ('G' as const) : ('B' as const)))
    const layout = layoutMap(
      labels.map(() => 1),
      300,
      labels,
    )
    expect(layout.sections.map((section) => section.label)).toEqual(['G', 'B'])
    expect(layout.groups.map(({ from, to }) => [from, to])).toEqual([
      [0, 60],
      [60, 90],
    ])
    const [green, blue] = layout.sections
    expect(placeOf(layout, 59).y + layout.cell).toBeLessThanOrEqual((green?.top ?? 0) + (green?.height ?? 0))
    expect(placeOf(layout, 60).y).toBeGreaterThan(blue?.top ?? Infinity)
    expect(targetAt(layout, placeOf(layout, 60).x + 1, placeOf(layout, 60).y + 1)).toBe(60)
  })

  it('joins waves when every host is one', () => {
    const layout = layoutMap(wavesOf(400, 1), 500)
    expect(layout.groups.length).toBe(16)
    expect(layout.groups[0]?.label).toBe('Waves 1–25')
  })

  it.each([
    ['ArrowRight', 1],
    ['ArrowLeft', 0],
    ['PageDown', 10],
    ['End', 19],
    ['Enter', 0],
  ])('moves the cursor from the first cell by %s to %d', (key, to) => {
    expect(moved(layoutMap(wavesOf(20, 10), 300), 0, key)).toBe(to)
  })
})

describe('painting the fleet map', () => {
  const layout = layoutMap(wavesOf(100, 10), 400)
  const scene = (fleet: Fleet) => ({ fleet, layout, colours: tokens.light, isShown })
  const isShown = new Uint8Array(targetStatuses.length).fill(1)

  it('paints every cell once, then only those that changed', () => {
    const { context } = recordingContext()
    const painter = createMapPainter(context)
    const fleet = fleetWith(new Array<number>(100).fill(0))
    expect(painter.paint(scene(fleet))).toBe(100)
    expect(painter.paint(scene({ ...fleet, revision: 1 }))).toBe(0)
    fleet.status[7] = 1
    fleet.status[8] = 3
    expect(painter.paint(scene({ ...fleet, revision: 2 }))).toBe(2)
  })

  it('paints all anew when the colours change', () => {
    const { context } = recordingContext()
    const painter = createMapPainter(context)
    const fleet = fleetWith(new Array<number>(100).fill(2))
    painter.paint(scene(fleet))
    expect(painter.paint({ ...scene(fleet), colours: tokens.dark })).toBe(100)
  })

  it('dims the hosts that are not of the failure group one looks at', () => {
    const { context, alphas } = recordingContext()
    createMapPainter(context).paint({ ...scene(fleetWith([2, 2, 2])), onlyPlaces: new Set([1]) })
    expect(alphas.filter((alpha) => alpha < 1)).toHaveLength(2)
  })

  it('draws failed cells last and a pixel larger', () => {
    const { context, calls } = recordingContext()
    createMapPainter(context).paint(scene(fleetWith([3, 2])))
    const bodies = calls.filter((call) => call.startsWith('roundRect'))
    const { x, y } = placeOf(layout, 0)
    expect(bodies.at(-1)).toBe(`roundRect ${x - 1} ${y - 1} ${layout.cell + 2} ${layout.cell + 2} 2`)
  })

  it('gives no two states the same shape and fill', () => {
    const looks = targetStatuses.map((status) => JSON.stringify(cellInk(status)))
    expect(new Set(looks).size).toBe(targetStatuses.length)
  })
})

describe('a target in words', () => {
  it('names wave, state, event and time', () => {
    const fleet = fleetWith([0, 3])
    fleet.started[1] = 1000
    fleet.ended[1] = 15_000
    expect(describeTarget(fleet, 1, 99_000)).toBe('web-1, wave 1, failed in ValidateService, 0:14')
    expect(describeTarget(fleet, 0, 99_000)).toBe('web-0, wave 1, pending')
  })
})
