/** People who decide on a reroute, and a deployment that waits for them. */
import { firstAccountId, type Actor } from '@sluice/model'
import { expect } from 'vitest'
import { aBlueGreenShop, begun, blueGreen, carriedThrough, infoOf, registered } from './a-blue-green-shop.ts'
import type { World } from './a-world.ts'

export const person = (digit: number, name: string, role: 'deployer' | 'approver' | 'admin' = 'approver') =>
  ({
    kind: 'user',
    accountId: firstAccountId,
    userId: `00000000-0000-4000-8000-0000000000a${digit}`,
    name,
    role,
  }) as const
export const dana = person(1, 'Dana')
export const eve = person(2, 'Eve')
export const ann = person(3, 'Ann')
/** Of Dana's, and of nobody. */
export const tokenOfDana: Actor = {
  kind: 'token',
  accountId: firstAccountId,
  tokenId: 't-1',
  name: 'ci',
  role: 'approver',
  userId: dana.userId,
}

export const strict = { approvers: 1, ownApprovalAllowed: false, noteRequired: true, typedConfirmation: true }

/** One fleet serves, Dana started another, and it waits. */
export async function waiting(world: World, policy: object | null = strict): Promise<string> {
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  if (policy !== null) await changePolicy(world, policy)
  return begun(world, '1.1', { caller: dana })
}

export const changePolicy = (world: World, policy: object | null) =>
  world.call('updateDeploymentGroup', {
    applicationName: blueGreen.applicationName,
    currentDeploymentGroupName: blueGreen.deploymentGroupName,
    approvalPolicy: policy,
  })

export const look = (world: World, deploymentId: string, caller: Actor = eve) =>
  world.call('getApproval', { deploymentId }, { caller })

/** Everything that the policy asks for, with what is seen now. */
export async function decision(world: World, deploymentId: string, over: object = {}) {
  const { seen } = await look(world, deploymentId)
  if (seen === undefined) throw new Error('there is nothing to decide on')
  const { deploymentGroupName: typed } = blueGreen
  return { deploymentId, deploymentWaitType: 'READY_WAIT' as const, seen, note: 'tried it', typed, ...over }
}

/** Refused, nothing moved, still waiting, and one row in the audit. */
export async function stillWaits(world: World, input: object, caller: Actor, expected: object): Promise<void> {
  const before = await registered(world)
  expect(await world.refused('continueDeployment', input, { caller })).toMatchObject(expected)
  await world.settled()
  expect(await registered(world)).toEqual(before)
  const { deploymentId } = input as { deploymentId: string }
  expect((await infoOf(world, deploymentId)).status).toBe('Ready')
  const [row] = await world.store.listAudit({ accountId: firstAccountId, limit: 1 })
  expect(row).toMatchObject({ action: 'continueDeployment', outcome: 'refused' })
}
