import { isRefusal, refuse, type GroupSignal } from '@sluice/model'
import { directoryKeys, openMemoryStore, verifyAudit } from '@sluice/store'
import { emptyCommit, failingStore } from '@sluice/store/contract'
import { aDeploymentSpec, anApplication, movableClock, testGroupId } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { CommitFailed } from './door.ts'
import {
  byDana,
  createSignal,
  deploymentId,
  hold,
  openDoor,
  openDoorWith,
  rollbackDeploymentId,
  stop,
  unrefused,
  type Door,
} from './testing/a-door.ts'
import { countingEngine, faults, wakeMeAt } from './testing/counting-engine.ts'

const accountId = '000000000001'
const key = `deployment:${deploymentId}` as const
const answerKept = { scope: `${accountId} user:dana holdDeployment k-1`, bodyHash: 'h', expiresAt: Infinity }

async function runningDoor(): Promise<Door> {
  const door = openDoor()
  unrefused(await door.conductor.submit(createSignal()))
  door.committed.length = 0
  return door
}

const holdsOf = async (door: Door) => (await door.store.getDeployment(deploymentId))?.description

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

describe('an idempotency key', () => {
  const by = byDana({ idempotency: answerKept })
  const countHolds = (events: unknown[]) => ({ holds: events.length })

  it('has its answer kept in the commit of the change, and a repeat gets that answer and does nothing', async () => {
    const door = await runningDoor()
    const first = await door.conductor.submit(hold(), by, countHolds)
    const before = door.store.lastSeq()
    const repeat = await door.conductor.submit(hold(), by, countHolds)

    expect(unrefused(first).answer).toEqual({ holds: 1 })
    expect(repeat).toEqual({ events: [], answer: { holds: 1 } })
    expect(door.store.lastSeq()).toBe(before)
    expect(await holdsOf(door)).toBe('1 holds')
  })

  it('holds within one tick too', async () => {
    const door = await runningDoor()
    const both = await Promise.all([
      door.conductor.submit(hold(), by, countHolds),
      door.conductor.submit(hold(), by, countHolds),
    ])
    expect(both.map((one) => unrefused(one).answer)).toEqual([{ holds: 1 }, { holds: 1 }])
    expect(await holdsOf(door)).toBe('1 holds')
  })

  it('with another body is refused', async () => {
    const door = await runningDoor()
    await door.conductor.submit(hold(), by, countHolds)
    const other = byDana({ idempotency: { ...answerKept, bodyHash: 'other' } })
    expect(await door.conductor.submit(hold(), other)).toMatchObject({ code: 'IdempotencyKeyReused' })
    expect(await holdsOf(door)).toBe('1 holds')
  })

  it('is not used up by a refusal', async () => {
    const door = openDoor()
    expect(isRefusal(await door.conductor.submit(hold(), by, countHolds))).toBe(true)
    await door.conductor.submit(createSignal())
    expect(await door.conductor.submit(hold(), by, countHolds)).toMatchObject({ answer: { holds: 1 } })
  })
})

describe('a commit that fails', () => {
  const failAt = async (n: number) => {
    const door = openDoor(failingStore(openMemoryStore(), { failAt: n }))
    await door.conductor.submit(createSignal())
    await door.conductor.submit(hold('before'))
    return door
  }

  it('rejects every caller of the tick, and nothing is published, sent or stored', async () => {
    const door = await failAt(3)
    const [heard, sent] = [door.committed.length, door.dispatched.length]
    const all = await Promise.allSettled([
      door.conductor.submit(hold('Dana'), byDana({ idempotency: answerKept })),
      door.conductor.submit(hold('Kim')),
      door.conductor.submit(createSignal('d-BBBBBBBB1'), byDana()),
    ])

    expect(all.map((one) => one.status === 'rejected' && one.reason instanceof CommitFailed)).toEqual([
      true,
      true,
      true,
    ])
    expect([door.committed.length, door.dispatched.length]).toEqual([heard, sent])
    expect(await holdsOf(door)).toBe('1 holds')
    expect(await door.store.listAudit({ accountId, limit: 5 })).toEqual([])
    expect(await door.store.findAnswer(answerKept.scope, 0)).toBeUndefined()
  })

  it('loads its aggregates anew: the next signal sees the state before it', async () => {
    const door = await failAt(3)
    await expect(door.conductor.submit(hold('lost'))).rejects.toThrow(CommitFailed)
    await door.conductor.submit(hold('after'))
    expect(await door.store.loadEvents(key, 1)).toMatchObject([{ by: 'before' }, { by: 'after' }])
    expect(door.dispatched.map((command) => command.id)).toEqual(
      [1, 2].map((n) => `${deploymentId}/web-1/ApplicationStop/${n}`),
    )
  })

  it('takes the rollback back together with the failure', async () => {
    const door = await failAt(3)
    await expect(door.conductor.submit(stop())).rejects.toThrow(CommitFailed)
    expect(await door.store.getDeployment(rollbackDeploymentId)).toBeUndefined()
    await door.conductor.submit(stop())
    expect(await door.store.getDeployment(rollbackDeploymentId)).toMatchObject({ status: 'InProgress' })
  })

  it('does not lose the ring of a clock', async () => {
    const door = openDoor(failingStore(openMemoryStore(), { failAt: 3 }))
    await door.conductor.submit(createSignal())
    await door.conductor.submit(hold(wakeMeAt(door.clock.now() + 5000)))
    await door.pass(5000)
    expect(await holdsOf(door)).toBe('1 holds')
    await door.pass(1000)
    expect(await holdsOf(door)).toBe('2 holds')
  })

  describe('of which nobody can tell whether it happened', () => {
    async function unsureDoor() {
      const store = failingStore(openMemoryStore(), { failAt: 2, when: 'after' })
      let isDead = false
      const door = openDoor({
        ...store,
        commit: (commit) => store.commit(commit).finally(() => (isDead = true)),
        lastSeq: () => {
          if (isDead) throw new Error('the disk does not answer')
          return store.lastSeq()
        },
      })
      await door.conductor.submit(createSignal())
      isDead = false
      await expect(door.conductor.submit(hold())).rejects.toThrow(CommitFailed)
      isDead = false
      expect(door.dispatched).toEqual([])
      return door
    }
    const lost = `${deploymentId}/web-1/ApplicationStop/1`

    it('is looked at again: what is owed is sent', async () => {
      const door = await unsureDoor()
      await door.pass(1000)
      expect(door.dispatched.map((command) => command.id)).toEqual([lost])
    })

    it('is looked at again in time, whatever else is committed of that deployment meanwhile', async () => {
      const door = await unsureDoor()
      await door.pass(400)
      await door.conductor.submit(hold(wakeMeAt(door.clock.now() + 3_600_000)))
      expect(door.dispatched.map((command) => command.id)).not.toContain(lost)
      await door.pass(600)
      expect(door.dispatched.map((command) => command.id)).toContain(lost)
    })
  })

  it('counts as done when only its answer was lost', async () => {
    const door = openDoor(failingStore(openMemoryStore(), { failAt: 2, when: 'after' }))
    await door.conductor.submit(createSignal())
    expect(unrefused(await door.conductor.submit(hold())).events).toHaveLength(1)
    expect(door.committed.map(({ seq }) => seq)).toEqual([1, 2])
    expect(door.dispatched).toHaveLength(1)
    await door.conductor.submit(hold())
    expect(await holdsOf(door)).toBe('2 holds')
  })
})

describe('a fault', () => {
  it.each(Object.values(faults))('(%s) rejects its own caller, and the others of its tick are done', async (fault) => {
    const door = await runningDoor()
    const [before, faulty, after] = await Promise.allSettled([
      door.conductor.submit(hold('before')),
      door.conductor.submit(hold(fault)),
      door.conductor.submit(hold('after')),
    ])

    expect([before?.status, after?.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(faulty).toMatchObject({ status: 'rejected', reason: { message: fault } })
    expect(await door.store.loadEvents(key, 1)).toMatchObject([{ by: 'before' }, { by: 'after' }])
  })

  it('of an answer that cannot be made takes back what was decided for it', async () => {
    const door = await runningDoor()
    const answer = () => {
      throw new Error('no answer')
    }
    await expect(door.conductor.submit(hold(), byDana(), answer)).rejects.toThrow('no answer')
    expect(await door.store.loadEvents(key, 1)).toEqual([])
    await door.conductor.submit(hold('next'))
    expect(await holdsOf(door)).toBe('1 holds')
  })
})

describe('a change', () => {
  const applicationKey = directoryKeys.application(accountId, 'storefront')
  const create = (door: Door) =>
    door.conductor.change({
      by: byDana({ action: 'createApplication', resource: 'application:storefront' }),
      decide: async (store) => {
        const found = await store.get('applications', applicationKey)
        if (found !== undefined) refuse('ApplicationAlreadyExistsException', 'storefront exists')
        return {
          changes: [{ collection: 'applications', key: applicationKey, put: anApplication() }],
          answer: { applicationName: 'storefront' },
        }
      },
    })

  it('runs alone: of two that would both pass the check, one is refused', async () => {
    const door = openDoor()
    const [first, second] = await Promise.all([create(door), create(door)])
    expect(first).toEqual({ applicationName: 'storefront' })
    expect(second).toMatchObject({ code: 'ApplicationAlreadyExistsException' })
    expect(await door.store.get('applications', applicationKey)).toEqual(anApplication())
    const audit = await door.store.auditFrom(accountId, 1, 5)
    expect(audit.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['createApplication', 'done'],
      ['createApplication', 'refused'],
    ])
  })

  it('sees what was decided before it, and is seen by what comes after', async () => {
    const door = await runningDoor()
    const answers = await Promise.all([
      door.conductor.submit(hold('first')),
      door.conductor.change({
        by: byDana(),
        decide: async (store) => ({ changes: [], answer: (await store.getDeployment(deploymentId))?.description }),
      }),
      door.conductor.submit(hold('second')),
    ])
    expect(answers[1]).toBe('1 holds')
    expect(await holdsOf(door)).toBe('2 holds')
  })

  it('may carry signals that are decided in its commit', async () => {
    const door = openDoor()
    const answer = await door.conductor.change({
      by: byDana({ action: 'createDeployment' }),
      decide: async () => ({
        changes: [{ collection: 'notes', key: 'used', put: { value: 'yes' } }],
        answer: { deploymentId },
        signals: [createSignal(), hold()],
      }),
    })
    expect(answer).toEqual({ deploymentId })
    expect(door.committed).toHaveLength(1)
    expect(door.committed[0]?.directory).toHaveLength(1)
    expect(await holdsOf(door)).toBe('1 holds')
  })

  it('of which one signal is refused is refused whole', async () => {
    const door = openDoor()
    const answer = await door.conductor.change({
      by: byDana({ action: 'createDeployment' }),
      decide: async () => ({
        changes: [{ collection: 'notes', key: 'used', put: { value: 'yes' } }],
        answer: { deploymentId },
        signals: [createSignal(), createSignal('d-BBBBBBBB1')],
      }),
    })
    expect(answer).toMatchObject({ code: 'DeploymentLimitExceededException' })
    expect(await door.store.get('notes', 'used')).toBeUndefined()
    expect(await door.store.getDeployment(deploymentId)).toBeUndefined()
    expect(door.dispatched).toEqual([])
    expect(unrefused(await door.conductor.submit(createSignal())).events).toHaveLength(1)
  })

  it('of which a signal is refused writes none of the rows of hosts that the others changed', async () => {
    const door = await runningDoor()
    const ending = { status: 'Succeeded', at: door.clock.now(), spec: aDeploymentSpec() } as const
    const ended: GroupSignal = { to: 'group', groupId: testGroupId, kind: 'deploymentEnded', deploymentId, ending }
    const changeWith = (...signals: GroupSignal[]) =>
      door.conductor.change({ by: byDana(), decide: async () => ({ changes: [], answer: 'done', signals }) })
    const admitted = createSignal('d-BBBBBBBB1')
    expect(isRefusal(await changeWith(ended, admitted, createSignal('d-CCCCCCCC1')))).toBe(true)
    expect(await door.store.listStandings(testGroupId)).toEqual([])
    expect(await changeWith(ended, admitted)).toBe('done')
    expect(await door.store.listStandings(testGroupId)).toHaveLength(1)
  })

  it('that failed by our own bug rejects, and the door stays open', async () => {
    const door = openDoor()
    const broken = door.conductor.change({
      by: byDana(),
      decide: async () => {
        throw new TypeError('a bug')
      },
    })
    await expect(broken).rejects.toThrow('a bug')
    expect(await create(door)).toEqual({ applicationName: 'storefront' })
  })

  it('answers a repeat of its idempotency key with the kept answer', async () => {
    const door = openDoor()
    let runs = 0
    const change = () =>
      door.conductor.change({
        by: byDana({ idempotency: answerKept }),
        decide: async () => {
          runs += 1
          return { changes: [], answer: { run: runs } }
        },
      })
    expect(await Promise.all([change(), change()])).toEqual([{ run: 1 }, { run: 1 }])
    expect(runs).toBe(1)
  })
})

describe('the clock', () => {
  it('wakes a deployment at the time it asked for, not before', async () => {
    const door = await runningDoor()
    await door.conductor.submit(hold(wakeMeAt(door.clock.now() + 5000)))
    await door.pass(4999)
    expect(await holdsOf(door)).toBe('1 holds')
    await door.pass(1)
    expect(await holdsOf(door)).toBe('2 holds')
    await door.pass(60_000)
    expect(await holdsOf(door)).toBe('2 holds')
  })

  it('does not spin when a deployment asks to be woken at once and then does nothing', async () => {
    let rings = 0
    const { deployment } = countingEngine
    const lazy: typeof countingEngine = {
      ...countingEngine,
      deployment: {
        ...deployment,
        decide: (state, signal, now) => {
          if (signal.kind !== 'tick') return deployment.decide(state, signal, now)
          rings += 1
          return []
        },
      },
    }
    const door = openDoorWith(lazy, openMemoryStore(), movableClock())
    await door.conductor.submit(createSignal())
    await door.conductor.submit(hold(wakeMeAt(door.clock.now())))
    for (let second = 0; second < 5; second += 1) await door.pass(1000)
    expect(rings).toBe(5)
    expect(door.complaints).toContain('a deployment asks to be woken and then does nothing')
  })

  it('forgets a time that a later event took away', async () => {
    const door = await runningDoor()
    await door.conductor.submit(hold(wakeMeAt(door.clock.now() + 5000)))
    await door.conductor.submit(hold('Dana'))
    await door.pass(60_000)
    expect(await holdsOf(door)).toBe('2 holds')
  })
})

describe('a start', () => {
  it('takes up what ran: clocks start anew, what is owed is sent again, and rings ring', async () => {
    const first = await runningDoor()
    await first.conductor.submit(hold('Dana'))
    await first.conductor.submit(hold(wakeMeAt(first.clock.now() + 5000)))
    await first.conductor.stop()

    const second = openDoor(first.store, first.clock)
    await second.conductor.start()
    expect(second.dispatched).toEqual(first.dispatched)
    expect(second.committed.flatMap(({ appended }) => appended.flatMap(({ events }) => events))).toMatchObject([
      { type: 'ClocksRestarted' },
    ])
    await second.pass(5000)
    expect(await holdsOf(second)).toBe('3 holds')
  })

  it('leaves ended deployments alone', async () => {
    const first = await runningDoor()
    await first.conductor.submit(stop())
    await first.conductor.stop()
    const second = openDoor(first.store, first.clock)
    await second.conductor.start()
    const touched = second.committed.flatMap(({ deployments }) => deployments.map((row) => row.deploymentId))
    expect(touched).toEqual([rollbackDeploymentId])
  })

  it('reads the snapshot and the events after it', async () => {
    const first = await runningDoor()
    for (let n = 0; n < 250; n += 1) await first.conductor.submit(hold())
    const snapshot = await first.store.loadSnapshot(key)
    expect(snapshot).toMatchObject({ at: 200, engineVersion: countingEngine.version })

    const asked: number[] = []
    const second = openDoor({
      ...first.store,
      loadEvents: (aggregate, after, limit) => {
        asked.push(after)
        return first.store.loadEvents(aggregate, after, limit)
      },
    })
    await second.conductor.start()
    expect(asked).toEqual([200])
    expect(await holdsOf(second)).toBe('250 holds')
  })

  it('does not read the snapshot of another engine version', async () => {
    const door = await runningDoor()
    await door.conductor.submit(hold())
    const state = new TextEncoder().encode('written by somebody else')
    await door.store.commit({
      ...emptyCommit(),
      snapshots: [{ aggregate: key, at: 2, engineVersion: 'counting-0', state }],
    })
    const second = openDoor(door.store, door.clock)
    await second.conductor.start()
    await second.conductor.submit(hold())
    expect(await holdsOf(second)).toBe('2 holds')
  })
})

describe('a stop', () => {
  it('rejects what comes after it', async () => {
    const door = await runningDoor()
    await door.conductor.stop()
    await expect(door.conductor.submit(hold())).rejects.toThrow(CommitFailed)
  })

  it('ends the tick that runs', async () => {
    const door = await runningDoor()
    let inCommit: (() => void) | undefined
    const entered = new Promise<void>((resolve) => (inCommit = resolve))
    let letGo: (() => void) | undefined
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    const slow = openDoor({
      ...door.store,
      commit: async (commit) => {
        inCommit?.()
        await gate
        return door.store.commit(commit)
      },
    })
    const submitted = slow.conductor.submit(hold())
    await entered
    const stopped = slow.conductor.stop()
    letGo?.()
    await stopped
    expect(unrefused(await submitted).events).toHaveLength(1)
  })
})

function groupIdOf(door: Door): string {
  return door.committed[0]?.deployments[0]?.deploymentGroupId ?? ''
}
