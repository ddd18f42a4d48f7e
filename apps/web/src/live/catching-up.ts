/**
 * After the connection was lost and is back: how many changes came since, until they stop coming. The server only sends
 * what was missed, so quiet means that everything is there.
 */
import { createStore } from '../ui/store.ts'
import type { Store } from '../ui/store.ts'

const quietMs = 500

export interface CatchingUp {
  /** Changes so far; undefined when there is nothing to catch up with. */
  changes: Pick<Store<number | undefined>, 'get' | 'subscribe'>
  begin(): void
  take(): void
  end(): void
}

export function createCatchingUp(): CatchingUp {
  const changes = createStore<number | undefined>(undefined)
  let quiet: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(quiet)
    changes.set(undefined)
  }
  const count = (number: number) => {
    clearTimeout(quiet)
    quiet = setTimeout(end, quietMs)
    changes.set(number)
  }
  return {
    changes,
    begin: () => count(0),
    take() {
      const before = changes.get()
      if (before !== undefined) count(before + 1)
    },
    end,
  }
}
