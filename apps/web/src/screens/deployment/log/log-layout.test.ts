import type { LogLine } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { steadyFacts } from './fold-facts.ts'
import { anchorAt, isAtEnd, scrollTopFor } from './follow.ts'
import { createLineGroups } from './groups.ts'
import type { LogFilter } from './groups.ts'
import type { FoldFacts, GroupState, LayoutOptions } from './log-block.ts'
import { headerHeight, layoutLog, lineHeight } from './log-layout.ts'
import { rowsBetween } from './log-rows.ts'
import { foldsThatShow } from './reveal.ts'

let seq = 0
const line = (targetId: string, event: string, text = 'x'): LogLine => {
  seq += 1
  return { seq, at: seq * 1000, targetId, event, script: 'run.sh', stream: 'stdout', text }
}
const say = (targetId: string, event: string, count: number) =>
  Array.from({ length: count }, () => line(targetId, event))

const everything: LogFilter = { host: undefined, event: undefined }
const options: LayoutOptions = { folds: new Map(), columns: undefined, holes: [] }

function facts(hosts: Record<string, GroupState>, joinsHosts = false): FoldFacts {
  return {
    joinsHosts,
    opensAll: false,
    hostState: (targetId) => hosts[targetId] ?? 'other',
    eventState: (targetId, event) => hosts[`${targetId} ${event}`] ?? 'running',
  }
}

function gathered(lines: LogLine[], filter = everything) {
  const groups = createLineGroups(filter)
  groups.take(lines)
  return groups
}

const rowsOf = (layout: ReturnType<typeof layoutLog>) =>
  rowsBetween(layout, 0, layout.height).map(({ block, line: at }) =>
    at < 0 ? `${block.isOpen ? '▾' : '▸'} ${block.kind} ${block.targetId} ${block.event}`.trim() : block.lines[at]?.seq,
  )

describe('lines of the log', () => {
  it('are gathered by host, event and script in the order of their first lines', () => {
    const lines = [line('web-1', 'Install'), line('web-2', 'Install'), line('web-1', 'Install')]
    expect(gathered(lines).groups.map((group) => [group.targetId, group.lines.length])).toEqual([
      ['web-1', 2],
      ['web-2', 1],
    ])
  })

  it('are taken in once when the window grows, and anew when it moved', () => {
    const lines = say('web-1', 'Install', 3)
    const groups = gathered(lines)
    lines.push(line('web-1', 'Install'))
    expect(groups.take(lines)).toBe(1)
    lines.shift()
    groups.take(lines)
    expect(groups.count).toBe(3)
  })

  it("of the agent stand with the event's script, before it and after it", () => {
    const agent = (event: string): LogLine => ({ ...line('web-1', event), script: '', stream: 'agent' })
    const lines = [agent('Install'), agent('AfterInstall'), line('web-1', 'AfterInstall'), agent('AfterInstall')]
    expect(gathered(lines).groups.map(({ event, script, lines: own }) => [event, script, own.length])).toEqual([
      ['Install', '', 1],
      ['AfterInstall', 'run.sh', 3],
    ])
  })

  it('of two scripts of one event stay apart', () => {
    const second: LogLine = { ...line('web-1', 'AfterInstall'), script: 'second.sh' }
    const lines = [line('web-1', 'AfterInstall'), second, line('web-1', 'AfterInstall')]
    expect(gathered(lines).groups.map(({ script, lines: own }) => [script, own.length])).toEqual([
      ['run.sh', 2],
      ['second.sh', 1],
    ])
  })

  it('are left out when the filter names another host or event', () => {
    const lines = [line('web-1', 'Install'), line('web-2', 'Install'), line('web-1', 'ValidateService')]
    expect(gathered(lines, { host: 'web-1', event: undefined }).count).toBe(2)
    expect(gathered(lines, { host: undefined, event: 'ValidateService' }).count).toBe(1)
  })

  it('are left out by output and by how bad they seem, but never the notice that lines are missing', () => {
    const loss: LogLine = { ...line('web-1', 'Install', '... lines were left out'), stream: 'agent', leftOut: 7 }
    const stderr: LogLine = { ...line('web-1', 'Install', 'progress'), stream: 'stderr' }
    const said = [line('web-1', 'Install', 'fine'), line('web-1', 'Install', 'ERROR'), stderr, loss]
    const seqs = (filter: Partial<LogFilter>) =>
      gathered(said, { ...everything, ...filter }).groups.flatMap((group) => group.lines.map((one) => one.text))
    expect(seqs({ stream: 'stderr' })).toEqual(['progress', loss.text])
    expect(seqs({ severities: ['error'] })).toEqual(['ERROR', loss.text])
    expect(seqs({ severities: ['error', 'warning'] })).toEqual(['ERROR', 'progress', loss.text])
  })
})

describe('folding', () => {
  const lines = [...say('web-1', 'Install', 2), ...say('web-1', 'ValidateService', 1), ...say('web-2', 'Install', 1)]
  const last = lines.at(-1)?.seq

  it('makes one row of a host that succeeded and leaves running ones open', () => {
    const layout = layoutLog(gathered(lines).groups, facts({ 'web-1': 'succeeded' }), options)
    expect(rowsOf(layout)).toEqual(['▸ host web-1', '▾ group web-2 Install', last])
  })

  it('folds succeeded events of a host that still runs; failed ones stay open', () => {
    const states = {
      'web-1 Install': 'succeeded',
      'web-1 ValidateService': 'failed',
      'web-2 Install': 'succeeded',
    } as const
    expect(rowsOf(layoutLog(gathered(lines).groups, facts(states), options))).toEqual([
      '▸ group web-1 Install',
      '▾ group web-1 ValidateService',
      lines[2]?.seq,
      '▸ group web-2 Install',
    ])
  })

  it('opens everything when one host is looked at', () => {
    const narrowed = { ...facts({ 'web-1 Install': 'succeeded' }), opensAll: true }
    expect(layoutLog(gathered(lines).groups, narrowed, options).blocks.every((block) => block.isOpen)).toBe(true)
  })

  it('obeys a person before the rules', () => {
    const folds = new Map([['host\nweb-1', true]])
    const rows = rowsOf(layoutLog(gathered(lines).groups, facts({ 'web-1': 'succeeded' }), { ...options, folds }))
    expect(rows[0]).toBe('▾ host web-1')
    expect(rows).toContain('▾ group web-1 Install')
  })

  it('shows the lines of an opened host in its place, not among those of others', () => {
    const mixed = [line('web-1', 'Install'), line('web-2', 'Install'), line('web-1', 'ValidateService')]
    const folds = new Map([['host\nweb-1', true]])
    const states = { 'web-1': 'succeeded', 'web-2': 'succeeded' } as const
    expect(rowsOf(layoutLog(gathered(mixed).groups, facts(states), { ...options, folds }))).toEqual([
      '▾ host web-1',
      '▾ group web-1 Install',
      mixed[0]?.seq,
      '▾ group web-1 ValidateService',
      mixed[2]?.seq,
      '▸ host web-2',
    ])
  })

  it('opens a large fleet of succeeded hosts to one row a host', () => {
    const mixed = [line('web-1', 'Install'), line('web-2', 'Install'), line('web-1', 'ValidateService')]
    const states = { 'web-1': 'succeeded', 'web-2': 'succeeded' } as const
    const folds = new Map([['succeeded hosts', true]])
    expect(rowsOf(layoutLog(gathered(mixed).groups, facts(states, true), { ...options, folds }))).toEqual([
      '▾ succeededHosts web-1',
      '▸ host web-1',
      '▸ host web-2',
    ])
  })

  it('folds the parts that a script marked as it asks for, and leaves the last one open where it failed', () => {
    const said = (texts: string[]) => texts.map((text) => line('web-1', 'Install', text))
    const marked = said(['start', '--- Fetch', 'a', '+++ Build', 'b', '::group::Test', 'c', '::endgroup::', 'done'])
    const states = { 'web-1 Install': 'failed' } as const
    const { blocks } = layoutLog(gathered(marked).groups, facts(states), options)
    expect(blocks.map(({ kind, title, isOpen, lines: own }) => [kind, title, isOpen, own.length])).toEqual([
      ['group', '', true, 1],
      ['section', 'Fetch', false, 2],
      ['section', 'Build', true, 2],
      ['section', 'Test', false, 3],
      ['section', 'after Test', true, 1],
    ])
  })

  it('takes the head of a diff for no part', () => {
    const diff = ['--- a/config.yml', '+++ b/config.yml', '--- /dev/null'].map((text) => line('web-1', 'Install', text))
    expect(gathered(diff).groups[0]?.sections).toEqual([])
  })

  it('opens what hides the line that a link leads to', () => {
    const known = facts({ 'web-1': 'succeeded' })
    const groups = gathered(lines).groups
    const folds = new Map(foldsThatShow(groups, known, 2 + (lines[0]?.seq ?? 0))?.map((key) => [key, true]))
    const shown = rowsOf(layoutLog(groups, known, { ...options, folds }))
    expect(shown).toContain(lines[2]?.seq)
    expect(foldsThatShow(groups, known, 1_000_000)).toBeUndefined()
  })

  it('joins, in large fleets, succeeded hosts in one row and the same script of several hosts in one group', () => {
    const many = [...lines, ...say('web-3', 'Install', 1), ...say('web-2', 'Install', 1)]
    const layout = layoutLog(gathered(many).groups, facts({ 'web-1': 'succeeded' }, true), options)
    expect(layout.blocks.map(({ kind, stands, lines: own }) => [kind, stands, own.length])).toEqual([
      ['succeededHosts', 1, 0],
      ['group', 2, 3],
    ])
    expect(layout.blocks[1]?.lines.map((one) => one.seq)).toEqual([...many.slice(3)].map((one) => one.seq))
  })
})

describe('lines that are not loaded', () => {
  const lines = (from: number, targetId: string): LogLine[] =>
    [0, 1].map((more) => ({ ...line(targetId, 'Install'), seq: from + more }))

  it('stand where they are missing, with their number', () => {
    const known = [...lines(5, 'web-1'), ...lines(100, 'web-2')]
    const holes = [
      { from: 1, to: 4 },
      { from: 7, to: 99 },
    ]
    const { blocks } = layoutLog(gathered(known).groups, facts({}), { ...options, holes })
    expect(blocks.map(({ kind, targetId, count }) => [kind, targetId, count])).toEqual([
      ['hole', '', 4],
      ['group', 'web-1', 2],
      ['hole', '', 93],
      ['group', 'web-2', 2],
    ])
  })

  it('do not move what one reads when they are loaded', () => {
    const known = lines(100, 'web-1')
    const holed = { ...options, holes: [{ from: 1, to: 99 }] }
    const before = layoutLog(gathered(known).groups, facts({}), holed)
    const anchor = anchorAt(before, headerHeight * 2 + lineHeight + 3)
    const agents: LogLine = { ...line('web-1', 'Install'), seq: 1, script: '', stream: 'agent' }
    const after = layoutLog(gathered([agents, ...known]).groups, facts({}), options)
    expect(anchor?.seq).toBe(101)
    expect(anchor === undefined ? undefined : scrollTopFor(after, anchor)).toBe(headerHeight + 2 * lineHeight + 3)
  })

  it('are no new lines when they are loaded', () => {
    const groups = gathered(lines(100, 'web-1'))
    groups.take([...lines(1, 'web-1'), ...lines(100, 'web-1'), ...lines(102, 'web-1')])
    expect([groups.count, groups.arrived]).toEqual([6, 4])
  })
})

describe('rows in view', () => {
  it('are only those between two heights', () => {
    const layout = layoutLog(gathered(say('web-1', 'Install', 1000)).groups, facts({}), options)
    expect(layout.height).toBe(headerHeight + 1000 * lineHeight)
    expect(rowsBetween(layout, 5000, 5100).map((row) => row.line)).toEqual([248, 249, 250, 251, 252, 253])
  })

  it('are as high as their text needs when lines wrap', () => {
    const long = [line('web-1', 'Install', 'x'.repeat(25)), line('web-1', 'Install', 'y')]
    const layout = layoutLog(gathered(long).groups, facts({}), { ...options, columns: 10 })
    expect(rowsBetween(layout, 0, layout.height).map((row) => row.height)).toEqual([
      headerHeight,
      3 * lineHeight,
      lineHeight,
    ])
  })
})

describe('following', () => {
  it('never moves what one reads when lines come in above it', () => {
    const lines = [...say('web-1', 'Install', 10), ...say('web-2', 'Install', 10)]
    const groups = gathered(lines)
    const before = layoutLog(groups.groups, facts({}), options)
    const scrollTop = headerHeight + 10 * lineHeight + headerHeight + 3 * lineHeight + 7
    const anchor = anchorAt(before, scrollTop)
    lines.push(...say('web-1', 'Install', 5))
    groups.take(lines)
    const after = layoutLog(groups.groups, facts({}), options)
    expect(anchor === undefined ? undefined : scrollTopFor(after, anchor)).toBe(scrollTop + 5 * lineHeight)
  })

  it('folds nothing away under the eyes of somebody who reads', () => {
    const lines = say('web-1', 'Install', 3)
    const hosts: Record<string, GroupState> = {}
    const steady = steadyFacts(facts(hosts), new Map())
    const before = layoutLog(gathered(lines).groups, steady, options)
    hosts['web-1'] = 'succeeded'
    expect(rowsOf(layoutLog(gathered(lines).groups, steady, options))).toEqual(rowsOf(before))
    expect(rowsOf(layoutLog(gathered(lines).groups, facts(hosts), options))).toEqual(['▸ host web-1'])
  })

  it.each([
    [880, true],
    [890, true],
    [700, false],
  ])('at %d of 1,000 pixels with 120 in view, being at the end is %s', (scrollTop, atEnd) => {
    expect(isAtEnd({ scrollTop, clientHeight: 120, scrollHeight: 1000 })).toBe(atEnd)
  })
})
