/** The decision at the edges: after the deadline, and with a fleet that does not come whole. */
import { expect, test } from 'vitest'
import { eve, look, waiting } from '../../testing/a-decision.ts'
import { rerouted } from '../../testing/a-blue-green-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'
import { asBlueGreen } from './as-blue-green.ts'
import { checksOf } from './checks.ts'
import { mayApprove } from './may-approve.ts'
import { momentOf } from './moment.ts'

async function aMoment(world: World) {
  const deploymentId = await waiting(world)
  const deployment = await world.store.getDeployment(deploymentId)
  if (deployment === undefined) throw new Error('no deployment')
  return momentOf(world.ports, world.store, asBlueGreen(deployment))
}

test('nobody may approve from the deadline on, although the clock did not ring yet', async () => {
  const moment = await aMoment(await aWorld())
  const until = Date.parse(moment.deployment.blueGreen.ready?.until ?? '')
  expect(mayApprove({ ...moment, at: until - 1 }, eve)).toEqual({ allowed: true })
  expect(mayApprove({ ...moment, at: until }, eve)).toEqual({
    allowed: false,
    reason: 'Time is up: nobody decided before the deadline, and it is being stopped.',
  })
})

test.each(['Failed', 'Skipped', 'Pending'] as const)(
  'a replacement host that is %s counts for nothing, and is said not to come',
  async (status) => {
    const moment = await aMoment(await aWorld())
    const targets = moment.targets.map((target) => (target.targetId === 'local-3' ? { ...target, status } : target))
    const checks = checksOf({ ...moment, targets })
    expect(checks.find(({ name }) => name === 'sameCapacity')).toEqual({
      name: 'sameCapacity',
      state: 'warning',
      sentence: 'Less capacity: 1 host instead of 2: 1 replacement host does not come.',
    })
    expect(checks.find(({ name }) => name === 'hooksPassed')?.sentence).toBe(
      '7 of 7 lifecycle events passed on 1 host: 1 replacement host does not come.',
    )
  },
)

test('numbers since the switch say since when, as far as balancers remember', async () => {
  const world = await aWorld()
  const id = await waiting(world, null)
  await rerouted(world, id)
  const movedAt = Date.parse((await world.store.getDeployment(id))?.blueGreen?.trafficMovedAt ?? '')
  expect((await look(world, id)).sinceSwitch?.from).toBe(new Date(movedAt).toISOString())
  world.clock.advance(60 * 60_000)
  world.traffic.measured.length = 0
  const { sinceSwitch } = await look(world, id)
  const quarterOfAnHourAgo = world.clock.now() - 15 * 60_000
  expect(sinceSwitch?.from).toBe(new Date(quarterOfAnHourAgo).toISOString())
  expect(world.traffic.measured.map(({ since }) => since)).toEqual([quarterOfAnHourAgo, quarterOfAnHourAgo])
})

test('a test listener behind which nobody is healthy is no evidence', async () => {
  const moment = await aMoment(await aWorld())
  const listenerOf = (of: typeof moment) => checksOf(of).find(({ name }) => name === 'testListener')?.state
  expect(listenerOf(moment)).toBe('ok')
  const members = moment.replacement.members.map((member) => ({ ...member, healthy: false }))
  expect(listenerOf({ ...moment, replacement: { ...moment.replacement, members } })).toBe('failed')
})

test('a replacement is measured since it was made: hosts before it may have had its names', async () => {
  const world = await aWorld()
  const id = await waiting(world)
  world.traffic.measured.length = 0
  await look(world, id)
  const made = Date.parse((await world.store.getDeployment(id))?.createTime ?? '')
  expect(world.traffic.measured.find(({ listener }) => listener === 'test')?.since).toBe(made)
})

test('a group whose users were moved runs the new revision, and names as last success one that is over', async () => {
  const world = await aWorld()
  const id = await waiting(world, null)
  await rerouted(world, id)
  const { applicationName = '', deploymentGroupName = '' } = (await world.store.getDeployment(id)) ?? {}
  const { deploymentGroupInfo } = await world.call('getDeploymentGroup', { applicationName, deploymentGroupName })
  expect(deploymentGroupInfo.activeDeploymentId).toBe(id)
  expect(deploymentGroupInfo.targetRevisionName).toBeDefined()
  expect(deploymentGroupInfo.lastSuccessfulDeployment?.deploymentId).not.toBe(id)
})
