/**
 * The store in one SQLite file. better-sqlite3 is synchronous: a commit blocks the loop for as long as the disk takes, and
 * nobody reads half of it.
 */
import { randomUUID } from 'node:crypto'
import type { Store } from '../store.ts'
import { sqliteActivity } from './sqlite-activity.ts'
import { sqliteCommit } from './sqlite-commit.ts'
import { openDatabase } from './sqlite-database.ts'
import { sqliteDeployments } from './sqlite-deployments.ts'
import { sqliteGroupHistory } from './sqlite-group-history.ts'
import { sqliteReads } from './sqlite-reads.ts'
import { sqliteStandings } from './sqlite-standings.ts'

/** Makes the file when it is missing; its folder must exist. */
export function openSqliteStore(path: string): Store {
  const database = openDatabase(path)
  database.prepare('INSERT OR IGNORE INTO installation (one, epoch, seq) VALUES (1, ?, 0)').run(randomUUID())
  const { epoch } = database.prepare<[], { epoch: string }>('SELECT epoch FROM installation').get() ?? { epoch: '' }
  const commit = sqliteCommit(database)

  return {
    epoch,
    commit: async (rows) => commit(rows),
    ...sqliteReads(database),
    ...sqliteDeployments(database),
    ...sqliteGroupHistory(database),
    ...sqliteStandings(database),
    listActivity: sqliteActivity(database),
    close: async () => {
      database.close()
    },
  }
}
