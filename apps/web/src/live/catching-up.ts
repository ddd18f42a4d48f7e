/**
 * After the connection was lost and is back: how many changes came since, until everything that was missed is there. The server
 * sends what a topic missed at once, before anything new of it, and nothing when nothing was missed. So it is over when every
 * topic was heard of, when it is quiet, and at the latest when none can owe anything any more.
 */
import { createStore } from '../ui/store.ts'
import type { Store } from '../ui/store.ts'

const quietMs = 500
/** Longer than the largest fleet takes to be read: what has said nothing until then missed nothing. */
const longestMs = 5000

export interface CatchingUp {
  /** Changes so far; undefined when there is nothing to catch up with. */
  changes: Pick<Store<number | undefined>, 'get' | 'subscribe'>
  /** With these topics, by name. */
  begin(topics: Iterable<string>): void
  /** Something was heard of a topic. */
  take(topic: string): void
  end(): void
}

export function createCatchingUp(): CatchingUp {
  const changes = createStore<number | undefined>(undefined)
  let awaited = new Set<string>()
  let quiet: ReturnType<typeof setTimeout> | undefined
  let latest: ReturnType<typeof setTimeout> | undefined

  const end = () => {
    clearTimeout(quiet)
    clearTimeout(latest)
    changes.set(undefined)
  }
  const count = (number: number) => {
    changes.set(number)
    if (awaited.size === 0 && number > 0) return
    clearTimeout(quiet)
    quiet = setTimeout(end, quietMs)
  }
  return {
    changes,
    begin(topics) {
      end()
      awaited = new Set(topics)
      latest = setTimeout(end, longestMs)
      count(0)
    },
    take(topic) {
      const before = changes.get()
      if (before === undefined) return
      awaited.delete(topic)
      count(before + 1)
    },
    end,
  }
}
