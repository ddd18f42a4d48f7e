import type { DeploymentSummary } from '@sluice/model'
import Sqlite from 'better-sqlite3'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../audit-chain.ts'
import { aDeployment, anAuditEntry, anEvent, contractAccount, emptyCommit, storeContract } from '../contract/index.ts'
import { migrations } from './schema.ts'
import { openDatabase } from './sqlite-database.ts'
import { isWholeSuccess } from './sqlite-group-history.ts'
import { openSqliteStore } from './sqlite-store.ts'

/** `PRAGMA synchronous` answers a number: 2 is FULL. */
const full = 2

let folder = ''
const makeFolder = () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-store-'))
  return join(folder, 'sluice.db')
}
const removeFolder = () => rmSync(folder, { recursive: true, force: true })

storeContract('sqlite', { open: () => openSqliteStore(makeFolder()), clear: removeFolder })

describe('the SQLite store', () => {
  let path = ''
  beforeEach(() => {
    path = makeFolder()
  })
  afterEach(removeFolder)

  it('finds everything again after it was opened anew, with the same epoch', async () => {
    const before = openSqliteStore(path)
    const row = aDeployment('d-AAAAAAAA1')
    await before.commit(
      emptyCommit({
        appended: [{ aggregate: 'deployment:d-AAAAAAAA1', after: 0, events: [anEvent(1)] }],
        deployments: [row],
      }),
    )
    await before.close()

    const after = openSqliteStore(path)
    expect(after.epoch).toBe(before.epoch)
    expect(after.lastSeq()).toBe(1)
    expect(await after.loadEvents('deployment:d-AAAAAAAA1', 0)).toEqual([anEvent(1)])
    expect(await after.getDeployment('d-AAAAAAAA1')).toEqual(row)
    await after.close()
  })

  it('has committed rows in the file before the commit resolves, visible to another connection', async () => {
    const store = openSqliteStore(path)
    await store.commit(emptyCommit({ deployments: [aDeployment('d-AAAAAAAA1')] }))
    const other = openSqliteStore(path)
    expect(await other.getDeployment('d-AAAAAAAA1')).toEqual(aDeployment('d-AAAAAAAA1'))
    await other.close()
    await store.close()
  })

  it('gives another epoch to another data set', async () => {
    const [one, two] = [openSqliteStore(path), openSqliteStore(join(folder, 'other.db'))]
    expect(one.epoch).not.toBe(two.epoch)
    await one.close()
    await two.close()
  })

  it('lets only the owner of the process read its files', async () => {
    const store = openSqliteStore(path)
    await store.commit(emptyCommit())
    const modes = ['', '-wal', '-shm'].map((suffix) => statSync(path + suffix).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600, 0o600])
    await store.close()
  })

  it('syncs its write-ahead log at every commit', () => {
    const database = openDatabase(path)
    const [journal, synchronous] = ['journal_mode', 'synchronous'].map((name) =>
      database.pragma(name, { simple: true }),
    )
    expect([journal, synchronous]).toEqual(['wal', full])
    database.close()
  })

  it('leaves a database alone that a newer version wrote', () => {
    const database = new Sqlite(path)
    database.pragma(`user_version = ${migrations.length + 1}`)
    database.close()
    expect(() => openSqliteStore(path)).toThrow(/newer version/)
  })

  it('brings a database of the first version forward, with everything in it', async () => {
    const old = new Sqlite(path)
    old.exec(migrations[0] ?? '')
    old.pragma('user_version = 1')
    old
      .prepare('INSERT INTO deployments VALUES (@id, @account, @application, @name, @group, @status, @time, @body)')
      .run(oldRow(aDeployment('d-AAAAAAAA1', { description: 'Große Änderung' })))
    old.close()

    const store = openSqliteStore(path)
    const { deploymentGroupId } = aDeployment('d-AAAAAAAA1')
    const { rows } = await store.listDeployments({ accountId: contractAccount, deploymentGroupId, limit: 10 })
    expect(rows).toEqual([aDeployment('d-AAAAAAAA1', { description: 'Große Änderung' })])
    const facets = {
      creators: ['user'],
      deploymentTypes: ['IN_PLACE'],
      revisionName: 'storefront-1.0',
      text: 'AAAA1 STOREFRONT-1.0 GROßE ÄND',
    } as const
    expect((await store.listDeployments({ accountId: contractAccount, limit: 10, ...facets })).rows).toEqual(rows)
    expect(await store.listStandings(deploymentGroupId)).toEqual([])
    await store.close()
  })

  it('takes filters and running deployments from an index', async () => {
    const store = openSqliteStore(path)
    await store.close()
    const database = new Sqlite(path)
    const plan = (sql: string) => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
    expect(
      plan(
        `SELECT body FROM deployments WHERE account_id = 'a' AND application_name = 'b'
         ORDER BY create_time DESC, deployment_id DESC LIMIT 1`,
      ),
    ).toMatch(/USING INDEX deployments_by_application(?!.*TEMP B-TREE)/)
    expect(
      plan(
        `SELECT body FROM deployments WHERE account_id = 'a' AND deployment_group_id = 'b'
         ORDER BY create_time DESC, deployment_id DESC LIMIT 1`,
      ),
    ).toMatch(/USING INDEX deployments_by_group(?!.*TEMP B-TREE)/)
    expect(
      plan(
        `SELECT body FROM deployments WHERE account_id = 'a' AND deployment_group_id = 'b' AND ${isWholeSuccess}
         ORDER BY create_time DESC, deployment_id DESC LIMIT 1`,
      ),
    ).toMatch(/USING INDEX deployments_whole_successes(?!.*TEMP B-TREE)/)
    expect(
      plan(
        `SELECT targets.body FROM deployments CROSS JOIN targets USING (deployment_id) WHERE account_id = 'a'
         AND deployment_group_id = 'b' AND (create_time, deployment_id) > ('c', 'd') AND target_id = 'e'
         ORDER BY create_time DESC, deployment_id DESC LIMIT 1`,
      ),
    ).toMatch(/INDEX deployments_by_group.*targets_by_name(?!.*TEMP B-TREE)/)
    // The last row that a page may look at is found in the index alone; what is looked at lies between it and the cursor.
    expect(
      plan(
        `SELECT create_time, deployment_id FROM deployments WHERE account_id = 'a' AND create_time >= 'b'
         ORDER BY create_time DESC, deployment_id DESC LIMIT 1 OFFSET 4999`,
      ),
    ).toMatch(/USING COVERING INDEX deployments_by_account(?!.*TEMP B-TREE)/)
    expect(
      plan(
        `SELECT body FROM deployments WHERE account_id = 'a' AND (create_time, deployment_id) < ('c', 'd')
         AND status IN (SELECT value FROM json_each('[]')) AND instr(words, 'x') > 0
         AND (create_time, deployment_id) >= ('b', 'd') ORDER BY create_time DESC, deployment_id DESC LIMIT 1`,
      ),
    ).toMatch(
      /INDEX deployments_by_account \(account_id=\? AND \(create_time,deployment_id\)>\S+ AND \(create_time,deployment_id\)<(?!.*TEMP B-TREE)/,
    )
    expect(
      plan(
        `SELECT deployment_id FROM deployments WHERE status NOT IN ('Succeeded', 'Failed', 'Stopped')
         ORDER BY create_time, deployment_id`,
      ),
    ).toMatch(/USING (COVERING )?INDEX deployments_running(?!.*TEMP B-TREE)/)
    database.close()
  })

  it('A22: shows a record that was altered in the file', async () => {
    const store = openSqliteStore(path)
    await store.commit(emptyCommit({ audit: [anAuditEntry(), anAuditEntry({ actorName: 'Mallory' }), anAuditEntry()] }))
    const database = new Sqlite(path)
    database.prepare(`UPDATE audit SET actor_name = 'Dana' WHERE sequence = 2`).run()
    database.close()

    const verdict = verifyAudit(await store.auditFrom(contractAccount, 1, 10))
    expect(verdict).toEqual({ intact: false, sequence: 2, reason: 'was changed after it was written' })
    await store.close()
  })
})

const oldRow = (row: DeploymentSummary) => ({
  id: row.deploymentId,
  account: row.accountId,
  application: row.applicationName,
  name: row.deploymentGroupName,
  group: row.deploymentGroupId,
  status: row.status,
  time: row.createTime,
  body: JSON.stringify(row),
})
