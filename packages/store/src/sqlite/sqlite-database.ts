/**
 * The connection. Durable against power loss: a write-ahead log that is synced at every commit; the conductor's group commit
 * makes that affordable. Source: sqlite.org/pragma.html, `synchronous`.
 */
import Sqlite, { type Database } from 'better-sqlite3'
import { closeSync, openSync } from 'node:fs'
import { migrate } from './schema.ts'

/** The file is readable by its owner only; SQLite gives the -wal and -shm files the same mode. */
export function openDatabase(path: string): Database {
  closeSync(openSync(path, 'a', 0o600))
  const database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('busy_timeout = 5000')
  database.pragma('foreign_keys = ON')
  migrate(database)
  return database
}
