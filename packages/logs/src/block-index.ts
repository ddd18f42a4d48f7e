/**
 * Which blocks of a segment hold lines of an event on a target. Whoever looks for few lines of a long log (the lines around a
 * hit, the end of one host's script) looks at their blocks and at no others: thousands of hosts may write between two lines.
 */
import type { Block, LineFilter } from './block.ts'
import { eventKey } from './stored-line.ts'

export interface BlockIndex {
  /** Blocks come in order; saying again what is known changes nothing. */
  note(block: Block, place: { targetId: string; event: string }): void
  /** In order: those that may hold a matching line with this number or a later one. */
  holding(filter: LineFilter, from: number): Block[]
}

/** `blocks`: all of the segment, which may still grow. */
export function createBlockIndex(blocks: readonly Block[]): BlockIndex {
  const ofPlaces = new Map<string, Block[]>()
  const ofEvents = new Map<string, Block[]>()

  return {
    note: (block, place) => {
      noteIn(ofPlaces, eventKey(place), block)
      noteIn(ofEvents, place.event, block)
    },
    holding: (filter, from) =>
      candidates(filter).filter(({ firstSeq, lastSeq }) => lastSeq >= from && firstSeq <= (filter.toSeq ?? Infinity)),
  }

  function candidates({ targetId, event, ...more }: LineFilter): readonly Block[] {
    const targets = targetId === undefined ? more.targets : [targetId]
    const events = event === undefined ? more.events : [event]
    if (targets === undefined && events === undefined) return blocks
    if (targets === undefined) return together([...(events ?? [])].map((one) => ofEvents.get(one)))
    const wanted = [...(events ?? ofEvents.keys())]
    return together(
      [...targets].flatMap((one) => wanted.map((name) => ofPlaces.get(eventKey({ targetId: one, event: name })))),
    )
  }
}

function noteIn(lists: Map<string, Block[]>, key: string, block: Block): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [block])
  else if (known.at(-1) !== block) known.push(block)
}

function together(lists: readonly (readonly Block[] | undefined)[]): readonly Block[] {
  const known = lists.filter((list) => list !== undefined)
  if (known.length <= 1) return known[0] ?? []
  return [...new Set(known.flat())].toSorted((a, b) => a.at - b.at)
}
