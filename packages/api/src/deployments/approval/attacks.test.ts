/** Attack case A20: an approval is one’s own, by somebody else than who started it, and holds only for what was seen. */
import { firstAccountId, type Actor } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import { aBlueGreenShop, begun, infoOf } from '../../testing/a-blue-green-shop.ts'
import {
  ann,
  changePolicy,
  dana,
  decision,
  eve,
  look,
  person,
  stillWaits,
  strict,
  tokenOfDana,
  waiting,
} from '../../testing/a-decision.ts'
import { aWorld } from '../../testing/a-world.ts'

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
