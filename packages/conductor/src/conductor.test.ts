import { openMemoryStore, verifyAudit } from '@sluice/store'
import { describe, expect, it } from 'vitest'
import {
  byDana,
  createSignal,
  deploymentId,
  hold,
  openDoor,
  rollbackDeploymentId,
  stop,
  unrefused,
  type Door,
} from './testing/a-door.ts'
import { accountId, holdsOf, key, runningDoor } from './testing/a-running-door.ts'

describe('a tick', () => {
  it('is one commit for the signals that came together, in the order of arrival', async () => {
    const door = await runningDoor()
    const before = door.store.lastSeq()
    const [first, second] = await Promise.all([door.conductor.submit(hold('Dana')), door.conductor.submit(hold('Kim'))])

    expect(door.store.lastSeq()).toBe(before + 1)
    expect([unrefused(first).events, unrefused(second).events]).toMatchObject([[{ by: 'Dana' }], [{ by: 'Kim' }]])
    expect(await door.store.loadEvents(key, 1)).toMatchObject([{ by: 'Dana' }, { by: 'Kim' }])
  })

  it('writes the row of a deployment and of its touched targets once, as they stand at its end', async () => {
    const door = await runningDoor()
    await Promise.all(['Dana', 'Kim', 'Lee'].map((by) => door.conductor.submit(hold(by))))

    expect(door.committed).toHaveLength(1)
    expect(door.committed[0]?.deployments.map((row) => row.description)).toEqual(['3 holds'])
    expect(door.committed[0]?.targets.map((row) => row.statusReason)).toEqual(['3 holds'])
    expect(await door.store.getTarget(deploymentId, 'web-1')).toMatchObject({ statusReason: '3 holds' })
  })

  it('carries what an event causes in the other aggregate: the failure and its rollback appear together', async () => {
    const door = await runningDoor()
    await door.conductor.submit(stop())

    expect(door.committed).toHaveLength(1)
    expect(door.committed[0]?.appended.map(({ aggregate, events }) => [aggregate, events.map((e) => e.type)])).toEqual([
      [key, ['DeploymentEnded']],
      [`group:${groupIdOf(door)}`, ['DeploymentReleased', 'DeploymentAdmitted']],
      [`deployment:${rollbackDeploymentId}`, ['DeploymentCreated']],
    ])
    expect(door.committed[0]?.deployments.map((row) => [row.deploymentId, row.status])).toEqual([
      [deploymentId, 'Failed'],
      [rollbackDeploymentId, 'InProgress'],
    ])
  })

  it('tells listeners first, then the caller, and sends commands after the commit', async () => {
    const store = openMemoryStore()
    const seen: string[] = []
    const door = openDoor({
      ...store,
      commit: async (commit) => {
        const committed = await store.commit(commit)
        seen.push(`commit ${committed.seq}, ${door.dispatched.length} sent`)
        return committed
      },
    })
    door.conductor.onCommitted(({ seq }) => seen.push(`heard ${seq}`))
    await door.conductor.submit(createSignal())
    await door.conductor.submit(hold()).then(() => seen.push('told'))

    expect(seen).toEqual(['commit 1, 0 sent', 'heard 1', 'commit 2, 0 sent', 'heard 2', 'told'])
    expect(door.dispatched.map((command) => command.id)).toEqual([`${deploymentId}/web-1/ApplicationStop/1`])
  })

  it('that changes nothing commits nothing', async () => {
    const door = await runningDoor()
    const before = door.store.lastSeq()
    const release = { ...hold(), kind: 'release', by: 'Dana' } as const
    expect(await door.conductor.submit(release)).toEqual({ events: [], answer: undefined })
    expect(door.store.lastSeq()).toBe(before)
  })

  it('keeps on when a listener or the sink of commands throws', async () => {
    const door = await runningDoor()
    door.conductor.onCommitted(() => {
      throw new Error('a listener')
    })
    expect(unrefused(await door.conductor.submit(hold())).events).toHaveLength(1)
    expect(door.complaints).toEqual(['a listener of commits threw'])
  })

  it('decides a crowd of signals in several commits, none lost', async () => {
    const door = await runningDoor()
    const before = door.store.lastSeq()
    await Promise.all(Array.from({ length: 600 }, (_, n) => door.conductor.submit(hold(`person ${n}`))))
    expect(await holdsOf(door)).toBe('600 holds')
    expect(door.store.lastSeq() - before).toBeGreaterThanOrEqual(3)
    expect((await door.store.loadEvents(key, 1)).map((event) => ('by' in event ? event.by : ''))).toEqual(
      Array.from({ length: 600 }, (_, n) => `person ${n}`),
    )
  })
})

describe('a refusal', () => {
  it('is a value, and changes nothing', async () => {
    const door = await runningDoor()
    const before = door.store.lastSeq()
    const refused = await door.conductor.submit(createSignal('d-BBBBBBBB1'))
    expect(refused).toMatchObject({ refused: true, code: 'DeploymentLimitExceededException' })
    expect(door.store.lastSeq()).toBe(before)
  })

  it('of a person leaves an audit row', async () => {
    const door = await runningDoor()
    await door.conductor.submit(createSignal('d-BBBBBBBB1'), byDana({ action: 'createDeployment' }))
    const [record] = await door.store.listAudit({ accountId, limit: 1 })
    expect(record).toMatchObject({
      action: 'createDeployment',
      outcome: 'refused',
      detail: `DeploymentLimitExceededException: ${deploymentId} runs already`,
    })
  })

  it('may be recorded alone', async () => {
    const door = openDoor()
    await door.conductor.recordRefusal(byDana({ action: 'enrolRefused', detail: 'a used token' }))
    const records = await door.store.listAudit({ accountId, limit: 5 })
    expect(records).toMatchObject([{ action: 'enrolRefused', outcome: 'refused', detail: 'a used token' }])
  })
})

describe('the audit', () => {
  it('has one row for each write, linked, in the commit of the write', async () => {
    const door = await runningDoor()
    await Promise.all([
      door.conductor.submit(hold(), byDana({ requestId: 'r-1' })),
      door.conductor.submit(hold(), byDana({ requestId: 'r-2' })),
    ])
    const records = await door.store.auditFrom(accountId, 1, 10)
    expect(records.map((record) => [record.requestId, record.actor, record.outcome])).toEqual([
      ['r-1', 'user:dana', 'done'],
      ['r-2', 'user:dana', 'done'],
    ])
    expect(verifyAudit(records).intact).toBe(true)
  })
})

function groupIdOf(door: Door): string {
  return door.committed[0]?.deployments[0]?.deploymentGroupId ?? ''
}
