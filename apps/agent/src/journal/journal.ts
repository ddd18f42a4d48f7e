/**
 * The agent's memory across restarts: one file to which records are appended. A record is on the disk before the thing
 * it speaks of happens (asking, starting, reporting), so that no hook runs twice whatever ends the agent.
 */
import { appendFileSync, closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { readIfThere, writeDurably } from '../durable-file.ts'
import {
  applyRecord,
  type JournalEntries,
  type JournalEntry,
  type JournalRecord,
  parseRecord,
  recordsOf,
} from './journal-entry.ts'

/** Written anew when it has grown to this. */
const largestBytes = 4 * 1024 * 1024
const refusalsKept = 50

export interface Journal {
  get(id: string): JournalEntry | undefined
  all(): JournalEntry[]
  /** Throws when the record cannot be put on the disk; the entry is then unchanged. */
  write(record: JournalRecord): void
  close(): void
}

export function openJournal(path: string): Journal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const entries: JournalEntries = new Map()
  let refusals: JournalRecord[] = []
  for (const line of (readIfThere(path) ?? '').split('\n')) {
    const record = parseRecord(line)
    if (record !== undefined) remember(record)
  }
  let file = writeAnew()

  function remember(record: JournalRecord): void {
    applyRecord(entries, record)
    if (record.type === 'refused') refusals = [...refusals, record].slice(-refusalsKept)
  }

  function writeAnew(): number {
    const now = Date.now()
    const records = [...refusals, ...[...entries.values()].flatMap((entry) => recordsOf(entry, now))]
    writeDurably(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''), 0o600)
    return openSync(path, 'a', 0o600)
  }

  function append(record: JournalRecord): void {
    const { size } = fstatSync(file)
    try {
      appendFileSync(file, `${JSON.stringify(record)}\n`)
      if (record.type !== 'forgotten' && record.type !== 'refused') fdatasyncSync(file)
    } catch (error) {
      ftruncateSync(file, size)
      throw error
    }
  }

  function keepSmall(): void {
    if (fstatSync(file).size < largestBytes) return
    closeSync(file)
    file = writeAnew()
  }

  return {
    get: (id) => entries.get(id),
    all: () => [...entries.values()],
    write(record) {
      append(record)
      remember(record)
      keepSmall()
    },
    close: () => closeSync(file),
  }
}
