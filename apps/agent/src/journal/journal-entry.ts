/**
 * What the agent must not forget about a command, and how its journal's records change that.
 * asked -> running -> done -> (gone). The drawing is in this app's README.
 */
import { HostCommand } from '@sluice/agent-link'
import { assertNever, Diagnostics } from '@sluice/model'
import type { RecordedProcess } from './recorded-process.ts'

export interface EventResult {
  status: 'Succeeded' | 'Failed'
  diagnostics: Diagnostics
}

export type JournalEntry =
  | { state: 'asked'; command: HostCommand }
  | { state: 'running'; command: HostCommand; process?: RecordedProcess }
  | { state: 'done'; command: HostCommand; result: EventResult }

export type JournalRecord =
  | { type: 'willRun'; at: number; command: HostCommand }
  | { type: 'granted'; at: number; id: string }
  | { type: 'process'; at: number; id: string; process: RecordedProcess }
  | { type: 'done'; at: number; id: string; result: EventResult }
  | { type: 'forgotten'; at: number; id: string }
  /** Nothing ran: kept for whoever asks later why. */
  | { type: 'refused'; at: number; id: string; reason: string }

export type JournalEntries = Map<string, JournalEntry>

export function applyRecord(entries: JournalEntries, record: JournalRecord): void {
  switch (record.type) {
    case 'willRun':
      entries.set(record.command.id, { state: 'asked', command: record.command })
      return
    case 'granted':
      change(entries, record.id, ({ command }) => ({ state: 'running', command }))
      return
    case 'process':
      change(entries, record.id, ({ command }) => ({ state: 'running', command, process: record.process }))
      return
    case 'done':
      change(entries, record.id, ({ command }) => ({ state: 'done', command, result: record.result }))
      return
    case 'forgotten':
      entries.delete(record.id)
      return
    case 'refused':
      return
    default:
      assertNever(record, 'journal record')
  }
}

function change(entries: JournalEntries, id: string, next: (entry: JournalEntry) => JournalEntry): void {
  const entry = entries.get(id)
  if (entry !== undefined) entries.set(id, next(entry))
}

/** The records that lead to an entry, for a journal that is written anew. */
export function recordsOf(entry: JournalEntry, at: number): JournalRecord[] {
  const { command } = entry
  const willRun: JournalRecord = { type: 'willRun', at, command }
  switch (entry.state) {
    case 'asked':
      return [willRun]
    case 'running': {
      const granted: JournalRecord = { type: 'granted', at, id: command.id }
      return entry.process === undefined
        ? [willRun, granted]
        : [willRun, granted, { type: 'process', at, id: command.id, process: entry.process }]
    }
    case 'done':
      return [willRun, { type: 'done', at, id: command.id, result: entry.result }]
    default:
      return assertNever(entry, 'journal entry')
  }
}

/** Undefined for a line that is no whole record: what a power loss leaves at the end. */
export function parseRecord(line: string): JournalRecord | undefined {
  try {
    const record = JSON.parse(line) as JournalRecord
    if (record.type === 'willRun') return { ...record, command: HostCommand.parse(record.command) }
    if (record.type === 'done')
      return { ...record, result: { ...record.result, diagnostics: Diagnostics.parse(record.result.diagnostics) } }
    return typeof record.id === 'string' ? record : undefined
  } catch {
    return undefined
  }
}
