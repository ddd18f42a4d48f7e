/**
 * The agent's memory across restarts: one file to which records are appended. A record is on the disk before the thing
 * it speaks of happens (asking, starting, reporting), so that no hook runs twice whatever ends the agent.
 */
import { appendFileSync, closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { AgentLog } from '../agent-log.ts'
import { messageOf, readIfThere, replaceFile, syncFolder } from '../durable-file.ts'
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

export function openJournal(path: string, log: Pick<AgentLog, 'error'>): Journal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const entries: JournalEntries = new Map()
  let refusals: JournalRecord[] = []
  for (const line of (readIfThere(path) ?? '').split('\n')) {
    const record = parseRecord(line)
    if (record !== undefined) remember(record)
  }
  let file = writeAnew()
  syncFolder(dirname(path))
  let shrinkAt = largestBytes

  function remember(record: JournalRecord): void {
    applyRecord(entries, record)
    if (record.type === 'refused') refusals = [...refusals, record].slice(-refusalsKept)
  }

  function writeAnew(): number {
    const now = Date.now()
    const records = [...refusals, ...[...entries.values()].flatMap((entry) => recordsOf(entry, now))]
    return replaceFile(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''), 0o600)
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

  /** The record that made it grow is on the disk already: a failure here is nobody's but the log's. */
  function keepSmall(): void {
    const { size } = fstatSync(file)
    if (size < shrinkAt) return
    shrinkAt = size + largestBytes / 16
    try {
      const old = file
      file = writeAnew()
      closeSync(old)
      syncFolder(dirname(path))
      shrinkAt = largestBytes
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'the journal cannot be made smaller; it is tried again later')
    }
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
