import { isRefusal, refuse, type GroupSignal } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import { aDeploymentSpec, anApplication, testGroupId } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { byDana, createSignal, deploymentId, hold, openDoor, unrefused, type Door } from './testing/a-door.ts'
import { accountId, answerKept, holdsOf, runningDoor } from './testing/a-running-door.ts'

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

  it('of nothing is kept as such, so that nobody is told that it was done', async () => {
    const door = openDoor()
    const nothing = { changes: [], renames: [], signals: [] }
    await door.conductor.change({ by: byDana(), decide: async () => ({ ...nothing, answer: {} }) })
    await create(door)
    const audit = await door.store.auditFrom(accountId, 1, 5)
    expect(audit.map(({ outcome }) => outcome)).toEqual(['unchanged', 'done'])
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
