import type { LogLine } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { createLineGroups } from './groups.ts'
import { createLayoutMemory, layoutLog } from './log-layout.ts'
import type { LogLayout } from './log-layout.ts'
import type { FoldFacts, GroupState } from './log-block.ts'

let visits = 0
const hosts = 100

/** A line that counts how often somebody looks at it. */
const line = (seq: number): LogLine => ({
  get seq() {
    visits += 1
    return seq
  },
  at: seq,
  targetId: `web-${seq % hosts}`,
  event: 'Install',
  script: 'run.sh',
  stream: 'stdout',
  get text() {
    visits += 1
    return `line ${seq}`
  },
})
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => line(from + at))

/** A log of a large fleet: a function that lays it out again after `change`, and tells the visits. */
function openLog(size: number, columns: number | undefined) {
  const window = lines(1, size)
  const states = new Map<string, GroupState>()
  const facts: FoldFacts = {
    joinsHosts: true,
    opensAll: false,
    hostState: (targetId) => states.get(targetId) ?? 'running',
    eventState: (targetId) => states.get(targetId) ?? 'running',
  }
  const groups = createLineGroups({ host: undefined, event: undefined })
  const memory = createLayoutMemory()
  const layOut = (): LogLayout => {
    groups.take(window)
    return layoutLog(groups.groups, facts, { folds: new Map(), columns, holes: [] }, memory)
  }
  layOut()
  const visitsOf = (change: () => void) => {
    change()
    visits = 0
    layOut()
    return visits
  }
  return { window, states, layOut, visitsOf }
}

describe.each([['as they are', undefined] as const, ['wrapped', 40] as const])('lines shown %s', (_how, columns) => {
  it('cost, when one is added, no more in a large window than in a small one', () => {
    const cost = (size: number) => {
      const log = openLog(size, columns)
      return log.visitsOf(() => log.window.push(line(size + 1)))
    }
    expect(cost(20_000)).toBeLessThan(cost(1000) * 1.5)
  })

  it('are not looked at again by a frame of the fleet', () => {
    const cost = (size: number) => openLog(size, columns).visitsOf(() => undefined)
    expect(cost(20_000)).toBe(cost(1000))
    expect(cost(20_000)).toBeLessThan(hosts * 10)
  })
})

describe('joined hosts', () => {
  const shown = (layout: LogLayout, state: GroupState) =>
    layout.blocks.filter((block) => block.state === state).flatMap((block) => block.lines.map((one) => one.seq))

  it('keep their lines in order while hosts leave and join and lines come', () => {
    const log = openLog(1000, undefined)
    log.states.set('web-7', 'failed')
    log.window.push(...lines(1001, 1100))
    const of7 = (seq: number) => seq % hosts === 7
    const all = Array.from({ length: 1100 }, (_, at) => at + 1)
    expect(shown(log.layOut(), 'failed')).toEqual(all.filter(of7))
    expect(shown(log.layOut(), 'running')).toEqual(all.filter((seq) => !of7(seq)))
    log.states.delete('web-7')
    expect(shown(log.layOut(), 'running')).toEqual(all)
  })
})
