/** The decision on a reroute: what is shown, who may decide, and that it holds only for what was seen (attack case A20). */
import { firstAccountId, type Actor } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import {
  aBlueGreenShop,
  begun,
  blueGreen,
  carriedThrough,
  infoOf,
  registered,
  rerouted,
  stopAndTerminate,
} from '../../testing/a-blue-green-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const person = (digit: number, name: string, role: 'deployer' | 'approver' | 'admin' = 'approver') =>
  ({
    kind: 'user',
    accountId: firstAccountId,
    userId: `00000000-0000-4000-8000-0000000000a${digit}`,
    name,
    role,
  }) as const
const dana = person(1, 'Dana')
const eve = person(2, 'Eve')
const ann = person(3, 'Ann')
/** Of Dana's, and of nobody. */
const tokenOfDana: Actor = {
  kind: 'token',
  accountId: firstAccountId,
  tokenId: 't-1',
  name: 'ci',
  role: 'approver',
  userId: dana.userId,
}

const strict = { approvers: 1, ownApprovalAllowed: false, noteRequired: true, typedConfirmation: true }

/** One fleet serves, Dana started another, and it waits. */
async function waiting(world: World, policy: object | null = strict): Promise<string> {
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  if (policy !== null) await changePolicy(world, policy)
  return begun(world, '1.1', { caller: dana })
}

const changePolicy = (world: World, policy: object | null) =>
  world.call('updateDeploymentGroup', {
    applicationName: blueGreen.applicationName,
    currentDeploymentGroupName: blueGreen.deploymentGroupName,
    approvalPolicy: policy,
  })

const look = (world: World, deploymentId: string, caller: Actor = eve) =>
  world.call('getApproval', { deploymentId }, { caller })

/** Everything that the policy asks for, with what is seen now. */
async function decision(world: World, deploymentId: string, over: object = {}) {
  const { seen } = await look(world, deploymentId)
  if (seen === undefined) throw new Error('there is nothing to decide on')
  const { deploymentGroupName: typed } = blueGreen
  return { deploymentId, deploymentWaitType: 'READY_WAIT' as const, seen, note: 'tried it', typed, ...over }
}

/** Refused, nothing moved, still waiting, and one row in the audit. */
async function stillWaits(world: World, input: object, caller: Actor, expected: object): Promise<void> {
  const before = await registered(world)
  expect(await world.refused('continueDeployment', input, { caller })).toMatchObject(expected)
  await world.settled()
  expect(await registered(world)).toEqual(before)
  const { deploymentId } = input as { deploymentId: string }
  expect((await infoOf(world, deploymentId)).status).toBe('Ready')
  const [row] = await world.store.listAudit({ accountId: firstAccountId, limit: 1 })
  expect(row).toMatchObject({ action: 'continueDeployment', outcome: 'refused' })
}

describe('A20', () => {
  test('who started it may not approve it, whatever name they bear', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    const input = await decision(world, id)
    const code = 'ApprovalNotAllowed'
    await stillWaits(world, input, dana, { code })
    await stillWaits(world, input, { ...dana, name: 'Somebody else' }, { code })
    expect((await look(world, id, dana)).mayApprove).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('You started this deployment'),
    })
    await world.call('continueDeployment', input, { caller: { ...eve, name: 'Dana' } })
  })

  test('who started it may not approve it through a token of theirs', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    await stillWaits(world, await decision(world, id), tokenOfDana, { code: 'ApprovalNotAllowed' })
  })

  test('who started it through a token may not approve it in person', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world, { approvalPolicy: strict })
    const id = await begun(world, '1.0', { caller: tokenOfDana })
    await stillWaits(world, await decision(world, id), dana, { code: 'ApprovalNotAllowed' })
  })

  test('who started it may not approve it after loosening the policy', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    await changePolicy(world, { ...strict, ownApprovalAllowed: true })
    await stillWaits(world, await decision(world, id), dana, { code: 'ApprovalNotAllowed' })
    await changePolicy(world, null)
    await stillWaits(world, await decision(world, id), dana, { code: 'ApprovalNotAllowed' })
  })

  test('an approval of another bundle than the one that lies there now is refused', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    const input = await decision(world, id)
    await world.put('storefront-1.1.tgz', goodBundle('1.1', { 'app/evil.txt': 'surprise' }))
    await stillWaits(world, input, eve, {
      code: 'StateChanged',
      message: 'The bundle of storefront-1.1 changed since you opened this. Review again.',
    })
    const { evidence, noteRequired } = await look(world, id)
    expect(evidence?.checks).toContainEqual(expect.objectContaining({ name: 'bundleUnchanged', state: 'failed' }))
    expect(noteRequired).toBe(true)
  })

  test('an approval of another health than there is now is refused, and says what changed', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    const input = await decision(world, id)
    world.traffic.sick.set('local-3', 'HTTP 503 from /health')
    await stillWaits(world, input, eve, {
      code: 'StateChanged',
      message: 'Replacement health changed since you opened this: 1 of 2. Review again.',
    })
    world.traffic.sick.clear()
    world.traffic.sick.set('local-1', 'connection refused')
    await stillWaits(world, input, eve, { code: 'StateChanged', message: expect.stringMatching(/^Original health/) })
  })

  test('an approval under another policy than there is now is refused', async () => {
    const world = await aWorld()
    const id = await waiting(world, { ...strict, noteRequired: false })
    const input = await decision(world, id)
    await changePolicy(world, strict)
    await stillWaits(world, input, eve, { code: 'StateChanged', message: expect.stringContaining('policy') })
  })

  test('of two approvals at the same moment one continues, the other is told that it is too late', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    const input = await decision(world, id)
    const ends = await Promise.allSettled(
      [eve, ann].map((caller) => world.call('continueDeployment', input, { caller })),
    )
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const [late] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
    expect(late).toMatchObject({ refusal: { code: 'DeploymentIsNotInReadyStateException' } })
    await world.settled()
    expect((await infoOf(world, id)).blueGreen?.ready?.approvals).toHaveLength(1)
  })

  test('a double click under one Idempotency-Key is one approval', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    const input = await decision(world, id)
    const answers = await Promise.all(
      [1, 2].map(() => world.call('continueDeployment', input, { caller: eve, key: 'once' })),
    )
    expect(answers[0]).toEqual(answers[1])
    expect((await infoOf(world, id)).blueGreen?.ready?.approvals).toHaveLength(1)
  })

  test('a deployer may not approve where there is a policy, a host never', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    const input = await decision(world, id)
    await stillWaits(world, input, person(4, 'Max', 'deployer'), {
      code: 'AccessDenied',
      message: expect.stringContaining('Approving a reroute needs approver'),
    })
    const host: Actor = { kind: 'host', accountId: firstAccountId, instanceName: 'local-1', name: 'local-1' }
    await stillWaits(world, input, host, { code: 'AccessDenied' })
  })

  test('a hash that was made up, or of another deployment, is refused', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    for (const seen of ['made up', `${'0'.repeat(64)}-1-2-3-4-5-6`, ''])
      await stillWaits(world, await decision(world, id, { seen }), eve, { code: 'StateChanged' })
  })

  test('no policy is passed by leaving out what was seen', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    const { seen: _, ...rest } = await decision(world, id)
    await stillWaits(world, rest, eve, { code: 'StateChanged', message: expect.stringContaining('seen is missing') })
    await stillWaits(world, { deploymentId: id }, eve, { code: 'StateChanged' })
  })
})

describe('what the policy asks for', () => {
  test.each([
    ['note', { note: '  ' }],
    ['typed', { typed: 'storefront' }],
    ['typed', { typed: undefined }],
  ])('%s is refused by its name', async (field, over) => {
    const world = await aWorld()
    const id = await waiting(world)
    await stillWaits(world, await decision(world, id, over), eve, {
      code: 'InvalidInputException',
      details: [{ field }],
    })
  })

  test('a failing check asks for a note and the name whatever the policy says', async () => {
    const world = await aWorld()
    const id = await waiting(world, { ...strict, noteRequired: false, typedConfirmation: false })
    expect(await look(world, id)).toMatchObject({ noteRequired: false, mayApprove: { allowed: true } })
    expect((await look(world, id)).phrase).toBeUndefined()
    world.traffic.sick.set('local-4', 'HTTP 503 from /health')
    expect(await look(world, id)).toMatchObject({ noteRequired: true, phrase: 'storefront-bluegreen' })
    for (const missing of [{ note: undefined }, { typed: undefined }])
      await stillWaits(world, await decision(world, id, missing), eve, { code: 'InvalidInputException' })
    await world.call('continueDeployment', await decision(world, id), { caller: eve })
  })

  test('two people approve, each once, and the second must have seen the first', async () => {
    const world = await aWorld()
    const id = await waiting(world, { ...strict, approvers: 2 })
    const early = await decision(world, id)
    expect(await world.call('continueDeployment', early, { caller: eve })).toEqual({
      status: 'waiting',
      statusMessage: 'Approved: 1 of 2. Another person must approve too.',
    })
    await stillWaits(world, early, ann, { code: 'StateChanged', message: expect.stringContaining('Eve approved') })
    await stillWaits(world, await decision(world, id), eve, { code: 'ApprovalNotAllowed' })
    const done = await world.call('continueDeployment', await decision(world, id), { caller: ann })
    expect(done.status).toBe('continued')
    await world.settled()
    expect((await look(world, id)).approvals.map(({ by, actorId }) => [by, actorId])).toEqual([
      ['Eve', `user:${eve.userId}`],
      ['Ann', `user:${ann.userId}`],
    ])
  })

  test('one’s own approval where the policy allows it', async () => {
    const world = await aWorld()
    const id = await waiting(world, { ...strict, ownApprovalAllowed: true })
    expect((await look(world, id, dana)).mayApprove).toEqual({ allowed: true })
    await world.call('continueDeployment', await decision(world, id), { caller: dana })
  })
})

describe('without a policy', () => {
  const max = person(4, 'Max', 'deployer')

  test('whoever may deploy continues, with nothing to send', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const deploymentId = await begun(world, '1.0', { caller: max })
    const answer = await world.call('continueDeployment', { deploymentId }, { caller: max })
    expect(answer.status).toBe('continued')
    await world.settled()
    expect((await infoOf(world, deploymentId)).status).toBe('Succeeded')
  })

  test('what was seen is checked when it is sent', async () => {
    const world = await aWorld()
    const id = await waiting(world, null)
    const input = await decision(world, id)
    world.traffic.sick.set('local-3', 'HTTP 503 from /health')
    await stillWaits(world, input, max, { code: 'StateChanged' })
  })
})

test('the record keeps who, when, why and the numbers of that moment', async () => {
  const world = await aWorld()
  const id = await waiting(world)
  const input = await decision(world, id)
  await world.call('continueDeployment', input, { caller: eve })
  await world.settled()
  world.traffic.sick.set('local-3', 'HTTP 503 from /health')
  const [record] = (await infoOf(world, id)).blueGreen?.ready?.approvals ?? []
  expect(record).toMatchObject({
    by: 'Eve',
    note: 'tried it',
    seen: input.seen,
    evidence: {
      original: { revisionName: 'storefront-1.0', healthy: 2, trafficPercent: 100, listener: 'production' },
      replacement: { revisionName: 'storefront-1.1', healthy: 2, trafficPercent: 0, listener: 'test' },
    },
  })
  expect(record?.evidence?.checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'replacementHealthy ok',
    'sameCapacity ok',
    'hooksPassed ok',
    'testListener ok',
    'bundleUnchanged ok',
    'originalHealthy ok',
  ])
})

describe('getApproval', () => {
  test('is quiet about traffic: its numbers change what is seen never', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    const first = await look(world, id)
    world.clock.advance(30_000)
    const second = await look(world, id)
    expect(second.evidence?.at).not.toBe(first.evidence?.at)
    expect(second.seen).toBe(first.seen)
  })

  test('after the switch watches both fleets on the production listener, and knows the way back', async () => {
    const world = await aWorld()
    const id = await waiting(world, null)
    await rerouted(world, id)
    world.traffic.measured.length = 0
    const watch = await look(world, id)
    const movedAt = Date.parse((await infoOf(world, id)).blueGreen?.trafficMovedAt ?? '')
    expect(world.traffic.measured.map(({ listener, since }) => [listener, since])).toEqual([
      ['production', movedAt],
      ['production', movedAt],
    ])
    expect(watch).toMatchObject({
      mayApprove: { allowed: false },
      maySendBack: { allowed: true },
      sinceSwitch: { original: { requests: 200 }, replacement: { requests: 200 } },
      evidence: { original: { trafficPercent: 0 }, replacement: { trafficPercent: 100 } },
    })
    expect(watch.seen).toBeUndefined()
  })

  test('shows nothing before there is something to decide', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    world.script(() => 'runs')
    const id = await begun(world, '1.0')
    const early = await look(world, id)
    expect(early).toMatchObject({ mayApprove: { allowed: false }, maySendBack: { allowed: false } })
    expect([early.evidence, early.seen]).toEqual([undefined, undefined])
  })

  test('a balancer that is not reached fails the checks: nobody knows how the replacement is', async () => {
    const world = await aWorld()
    const id = await waiting(world)
    world.traffic.troubles.set('edge', 'nobody answers')
    const { evidence } = await look(world, id)
    expect(evidence?.replacement).toMatchObject({ healthy: 0, members: [{ reason: 'nobody answers' }, {}] })
    expect(evidence?.checks.filter(({ state }) => state === 'failed').map(({ name }) => name)).toEqual([
      'replacementHealthy',
      'testListener',
    ])
  })

  test('is for blue/green only, and of what is there (A16)', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const revision = await world.upload('storefront-1.0.tgz')
    const { deploymentId } = await world.call('createDeployment', {
      ...blueGreen,
      deploymentGroupName: 'production',
      revision,
    })
    expect(await world.refused('getApproval', { deploymentId })).toMatchObject({
      code: 'UnsupportedActionForDeploymentTypeException',
    })
    const stranger = { ...eve, accountId: '000000000002' }
    expect(await world.refused('getApproval', { deploymentId }, { caller: stranger })).toMatchObject({
      code: 'DeploymentDoesNotExistException',
    })
  })
})

describe('continueDeployment', () => {
  test('ends the wait of the originals, and tells one wait from another', async () => {
    const world = await aWorld()
    const deploymentId = await waiting(world, null)
    expect(
      await world.refused('continueDeployment', { deploymentId, deploymentWaitType: 'TERMINATION_WAIT' }),
    ).toMatchObject({ code: 'InvalidDeploymentWaitTypeException' })
    await rerouted(world, deploymentId)
    expect(await world.refused('continueDeployment', { deploymentId, deploymentWaitType: 'READY_WAIT' })).toMatchObject(
      { code: 'InvalidDeploymentWaitTypeException' },
    )
    const answer = await world.call('continueDeployment', { deploymentId })
    expect(answer).toMatchObject({ status: 'continued' })
    await world.settled()
    expect((await infoOf(world, deploymentId)).status).toBe('Succeeded')
  })

  test.each(['READY_WAIT', 'TERMINATION_WAIT', undefined] as const)(
    'refuses %s of one that installs',
    async (deploymentWaitType) => {
      const world = await aWorld()
      await aBlueGreenShop(world)
      world.script(() => 'runs')
      const deploymentId = await begun(world, '1.0')
      const input = { deploymentId, ...(deploymentWaitType && { deploymentWaitType }) }
      expect(await world.refused('continueDeployment', input)).toMatchObject({
        code: 'DeploymentIsNotInReadyStateException',
      })
    },
  )

  test('nobody is asked where the group goes on by itself', async () => {
    const world = await aWorld()
    const deploymentReadyOption = { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 }
    await aBlueGreenShop(world, { blueGreenDeploymentConfiguration: { ...stopAndTerminate, deploymentReadyOption } })
    const deploymentId = await begun(world, '1.0')
    expect((await infoOf(world, deploymentId)).status).toBe('Succeeded')
  })
})
