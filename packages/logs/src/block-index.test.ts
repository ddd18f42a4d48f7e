import { expect, test } from 'vitest'
import { createBlockIndex } from './block-index.ts'
import { newBlock, type Block } from './block.ts'

const events = ['Install', 'ApplicationStart']

/** Block `n` holds one line of each event of one of so many hosts; `looks` counts what was looked at. */
function aSegment(count: number, hosts: number) {
  let looks = 0
  const blocks = Array.from({ length: count }, (_, at): Block => ({
    ...newBlock(at),
    firstSeq: 2 * at + 1,
    get lastSeq() {
      looks += 1
      return 2 * at + 2
    },
  }))
  const index = createBlockIndex(blocks)
  for (const block of blocks)
    for (const event of events) index.note(block, { targetId: `web-${block.at % hosts}`, event })
  return {
    looks: () => looks,
    places: (...[filter, from]: Parameters<typeof index.holding>) => index.holding(filter, from).map(({ at }) => at),
  }
}

test('one event of one host costs its own blocks, however many others wrote in the same log', () => {
  const segment = aSegment(10_000, 5000)
  expect(segment.places({ targetId: 'web-7', event: 'Install' }, 16)).toEqual([7, 5007])
  expect(segment.places({ targetId: 'web-7', event: 'Install' }, 17)).toEqual([5007])
  // The last line of the event: nothing comes after, and nothing is looked through to know it.
  expect(segment.places({ targetId: 'web-7', event: 'Install' }, 10_017)).toEqual([])
  expect(segment.looks()).toBe(6)
})

test.each([
  ['everything', {}, 0, [0, 1, 2, 3, 4, 5]],
  ['up to a line', { toSeq: 5 }, 0, [0, 1, 2]],
  ['one host, any event', { targetId: 'web-1' }, 0, [1, 4]],
  ['one event, any host', { event: 'Install' }, 9, [4, 5]],
  ['several hosts', { targets: new Set(['web-2', 'web-0', 'web-x']) }, 0, [0, 2, 3, 5]],
  ['several hosts and events', { targets: new Set(['web-2']), events: new Set(events) }, 0, [2, 5]],
  ['several events', { events: new Set(['ApplicationStart', 'BeforeInstall']) }, 0, [0, 1, 2, 3, 4, 5]],
  ['an event that never ran', { targetId: 'web-1', event: 'AfterInstall' }, 0, []],
])('blocks come in order and once: %s', (_what, filter, from, places) => {
  expect(aSegment(6, 3).places(filter, from)).toEqual(places)
})

test('what a block is told again, and what it is told later, is known', () => {
  const blocks = [{ ...newBlock(0), firstSeq: 1, lastSeq: 9 }]
  const index = createBlockIndex(blocks)
  for (const targetId of ['web-1', 'web-2', 'web-1'])
    for (const block of blocks) index.note(block, { targetId, event: 'Install' })
  expect(index.holding({ targetId: 'web-1' }, 1)).toEqual(blocks)
  expect(index.holding({ targetId: 'web-2' }, 1)).toEqual(blocks)
})
