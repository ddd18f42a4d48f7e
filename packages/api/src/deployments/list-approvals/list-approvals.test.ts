/** What waits for whom, of all deployments at once. */
import { expect, test } from 'vitest'
import { ann, dana, decision, eve, look, strict, waiting } from '../../testing/a-decision.ts'
import { aWorld } from '../../testing/a-world.ts'

test('everything that waits is listed, with the very answer that each gives of itself', async () => {
  const world = await aWorld()
  const deploymentId = await waiting(world, { ...strict, approvers: 2 })
  for (const caller of [dana, eve, ann, { ...eve, role: 'viewer' } as const]) {
    const { mayApprove } = await look(world, deploymentId, caller)
    expect(await world.call('listApprovals', {}, { caller })).toEqual({
      approvals: [{ deploymentId, mayApprove, approvals: 0, approvers: 2 }],
    })
  }
})

test('who has approved may not again, and who decided last leaves nothing', async () => {
  const world = await aWorld()
  const deploymentId = await waiting(world, { ...strict, approvers: 2 })
  await world.call('continueDeployment', await decision(world, deploymentId), { caller: eve })
  const { approvals } = await world.call('listApprovals', {}, { caller: eve })
  expect(approvals).toMatchObject([{ approvals: 1, mayApprove: { allowed: false } }])
  await world.call('continueDeployment', await decision(world, deploymentId), { caller: ann })
  await world.settled()
  expect(await world.call('listApprovals', {}, { caller: ann })).toEqual({ approvals: [] })
})

test('A16: what waits in another account is not listed', async () => {
  const world = await aWorld()
  await waiting(world)
  const caller = { ...eve, accountId: '000000000002', role: 'admin' } as const
  expect(await world.call('listApprovals', {}, { caller })).toEqual({ approvals: [] })
})
