/** The decision on a reroute: what is asked for, what is shown, what is kept. */
import { describe, expect, test } from 'vitest'
import {
  aBlueGreenShop,
  begun,
  blueGreen,
  infoOf,
  rerouted,
  stopAndTerminate,
} from '../../testing/a-blue-green-shop.ts'
import { ann, dana, decision, eve, look, person, stillWaits, strict, waiting } from '../../testing/a-decision.ts'
import { aWorld } from '../../testing/a-world.ts'

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
