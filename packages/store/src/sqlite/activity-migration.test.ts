/** Facts from before activity was kept are told like those that are kept today: the migration says in SQL what the code says. */
import type { ActivityEvent } from '@sluice/model'
import Sqlite from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { aDeployment, aSpec, contractAccount, emptyCommit } from '../contract/index.ts'
import { migrations } from './schema.ts'
import { openSqliteStore } from './sqlite-store.ts'

const id = 'd-AAAAAAAA1'
const base = { v: 1 as const, at: 1_772_359_200_000 }
const error = { code: 'HEALTH_CONSTRAINTS' as const, message: 'too many hosts failed' }
const approval = { by: 'Ana', actorId: 'user:ana', at: '2026-03-01T10:00:00.000Z' }

/** They came after that migration: no older database holds any. */
type Later = 'HostsDiscarded'

/** Of every type: one that is new has to be added here, and does not belong in a migration that has run. */
const examples: { [T in Exclude<ActivityEvent['type'], Later>]: Extract<ActivityEvent, { type: T }>[] } = {
  DeploymentCreated: [{ ...base, type: 'DeploymentCreated', spec: aSpec(id, ['web-1', 'web-2']) }],
  StopRequested: [{ ...base, type: 'StopRequested', by: 'Dana', rollBack: true }],
  DeploymentHeld: [{ ...base, type: 'DeploymentHeld', by: 'Eve' }],
  DeploymentContinued: [{ ...base, type: 'DeploymentContinued', by: 'Eve' }],
  Approved: [{ ...base, type: 'Approved', approval }],
  ReadyWaitBegan: [{ ...base, type: 'ReadyWaitBegan', until: base.at + 1 }],
  ReadyWaitEnded: [
    { ...base, type: 'ReadyWaitEnded', how: 'rerouted', by: 'Dana' },
    { ...base, type: 'ReadyWaitEnded', how: 'deadline' },
  ],
  TrafficMoved: [{ ...base, type: 'TrafficMoved' }],
  TerminationWaitBegan: [{ ...base, type: 'TerminationWaitBegan', until: base.at + 1 }],
  TerminationWaitEnded: [{ ...base, type: 'TerminationWaitEnded', by: 'Dana' }],
  SchedulingEnded: [{ ...base, type: 'SchedulingEnded', error }],
  DeploymentEnded: [{ ...base, type: 'DeploymentEnded', status: 'Failed', error }],
  RolledBack: [{ ...base, type: 'RolledBack', rollbackDeploymentId: 'd-RRRRRRRR1', message: 'Rolled back by Dana' }],
}

it('activity of an older database is what it would be had it been kept from the start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const events = Object.values(examples).flat()
  const [kept, brought] = [openSqliteStore(join(folder, 'new.db')), openSqliteStore(join(folder, 'old.db'))]
  const appended = [{ aggregate: `deployment:${id}` as const, after: 0, events }]
  for (const store of [kept, brought]) await store.commit(emptyCommit({ appended, deployments: [aDeployment(id)] }))
  await brought.close()

  const withoutActivity = new Sqlite(join(folder, 'old.db'))
  withoutActivity.exec('DROP TABLE activity')
  withoutActivity.exec(migrations[3] ?? '')
  withoutActivity.close()
  const again = openSqliteStore(join(folder, 'old.db'))
  const query = { accountId: contractAccount, limit: 100, mostLookedAt: 100 }
  const { rows } = await again.listActivity(query)
  expect(rows).toEqual((await kept.listActivity(query)).rows)
  expect(rows).toHaveLength(events.length)
  await Promise.all([kept.close(), again.close()])
})
