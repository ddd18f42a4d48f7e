/**
 * Results of what ran here. One that the journal cannot take (its disk is full) is kept in memory: it is reported all the
 * same, and written as soon as the journal can take it.
 */
import type { AgentLog } from '../agent-log.ts'
import { messageOf } from '../durable-file.ts'
import type { EventResult, JournalEntry } from '../journal/journal-entry.ts'
import type { Journal } from '../journal/journal.ts'

export interface Results {
  add(id: string, result: EventResult): void
  /** Undefined while there is none. */
  of(entry: JournalEntry): EventResult | undefined
  /** Tries again to write those that are not in the journal. */
  write(): void
  forget(id: string): void
}

export function resultsIn(journal: Journal, log: AgentLog): Results {
  const unwritten = new Map<string, EventResult>()

  function write(): void {
    for (const [id, result] of unwritten) {
      try {
        journal.write({ type: 'done', at: Date.now(), id, result })
        unwritten.delete(id)
      } catch (error) {
        log.error({ commandId: id, reason: messageOf(error) }, 'the journal cannot take a result; it is kept in memory')
      }
    }
  }

  return {
    add(id, result) {
      unwritten.set(id, result)
      write()
    },
    of: (entry) => (entry.state === 'done' ? entry.result : unwritten.get(entry.command.id)),
    write,
    forget: (id) => void unwritten.delete(id),
  }
}
