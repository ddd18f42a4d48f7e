/** Everything else that is read: events, snapshots, the directory, kept answers, the audit chain. */
import type { Database } from 'better-sqlite3'
import { lastWithPrefix } from '../key-order.ts'
import { auditRow, directoryRow, inSlices, storedEvent } from '../rows.ts'
import type { IdempotentAnswer, Snapshot, Store } from '../store.ts'

type Reads = Pick<
  Store,
  'lastSeq' | 'loadSnapshot' | 'loadEvents' | 'get' | 'list' | 'entries' | 'findAnswer' | 'listAudit' | 'auditFrom'
>

interface Body {
  body: string
}

const auditColumns = `account_id AS accountId, sequence, at, actor, actor_name AS actorName, action, resource, outcome,
  detail, request_id AS requestId, previous_hash AS previousHash, hash`

export function sqliteReads(database: Database): Reads {
  const lastSeq = database.prepare<[], { seq: number }>('SELECT seq FROM installation')
  const snapshot = database.prepare<[string], Snapshot>(
    'SELECT aggregate, at, engine_version AS engineVersion, state FROM snapshots WHERE aggregate = ?',
  )
  const events = database.prepare<[string, number, number], Body>(
    'SELECT body FROM events WHERE aggregate = ? AND number > ? ORDER BY number LIMIT ?',
  )
  const row = database.prepare<[string, string], Body>('SELECT body FROM directory WHERE collection = ? AND key = ?')
  const rows = database.prepare<[string, string, string], Body & { key: string }>(
    'SELECT key, body FROM directory WHERE collection = ? AND key >= ? AND key <= ? ORDER BY key',
  )
  const answer = database.prepare<[string, number], IdempotentAnswer>(
    `SELECT scope, body_hash AS bodyHash, answer, expires_at AS expiresAt FROM answers
     WHERE scope = ? AND expires_at > ?`,
  )
  const newestAudit = database.prepare<[Record<string, unknown>], unknown>(
    `SELECT ${auditColumns} FROM audit
     WHERE account_id = @accountId AND sequence < @before AND sequence >= @from
       AND (@actions IS NULL OR action IN (SELECT value FROM json_each(@actions)))
       AND (@actorName IS NULL OR actor_name = @actorName)
       AND (@outcome IS NULL OR outcome = @outcome)
     ORDER BY sequence DESC LIMIT @limit`,
  )
  const auditFrom = database.prepare<[string, number, number], unknown>(
    `SELECT ${auditColumns} FROM audit WHERE account_id = ? AND sequence >= ? ORDER BY sequence LIMIT ?`,
  )

  return {
    lastSeq: () => lastSeq.get()?.seq ?? 0,
    loadSnapshot: async (aggregate) => snapshot.get(aggregate),
    loadEvents: async (aggregate, after, limit = noLimit) =>
      events.all(aggregate, after, limit).map(({ body }) => storedEvent(aggregate, body)),
    get: async (collection, key) => {
      const found = row.get(collection, key)
      return found === undefined ? undefined : directoryRow(collection, found.body)
    },
    list: (collection, prefix) =>
      inSlices(rows.all(collection, prefix, lastWithPrefix(prefix)), ({ body }) => directoryRow(collection, body)),
    entries: (collection, prefix) =>
      inSlices(rows.all(collection, prefix, lastWithPrefix(prefix)), ({ key, body }) => ({
        key,
        row: directoryRow(collection, body),
      })),
    findAnswer: async (scope, now) => answer.get(scope, now),
    listAudit: async ({ accountId, limit, before = Number.MAX_SAFE_INTEGER, from = 0, actions, actorName, outcome }) =>
      newestAudit
        .all({
          accountId,
          limit,
          before,
          from,
          actions: actions === undefined ? null : JSON.stringify(actions),
          actorName: actorName ?? null,
          outcome: outcome ?? null,
        })
        .map(auditRow),
    auditFrom: async (accountId, sequence, limit) => auditFrom.all(accountId, sequence, limit).map(auditRow),
  }
}

/** To SQLite, a negative limit is none. */
const noLimit = -1
