/** How large a replacement fleet is made, when what serves is not well or not whole. */
import { succeeded } from '@sluice/platforms'
import { expect, test } from 'vitest'
import {
  aBlueGreenShop,
  begun,
  blueGreen,
  carriedThrough,
  keepAlive,
  rerouted,
} from '../../testing/a-blue-green-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

async function serving(): Promise<World> {
  const world = await aWorld()
  await aBlueGreenShop(world, { ...keepAlive, deploymentConfigName: 'CodeDeployDefault.OneAtATime' })
  await carriedThrough(world, '1.0')
  return world
}

const replacements = async (world: World) =>
  (await world.call('planDeployment', blueGreen)).blueGreen?.replacement.length

test('a sick host is not copied', async () => {
  const world = await serving()
  world.traffic.sick.set('local-2', 'HTTP 500 from /health')
  expect(await replacements(world)).toBe(1)
  const second = await begun(world, '1.1')
  const { targetIds } = await world.call('listDeploymentTargets', { deploymentId: second })
  expect(targetIds).toEqual(['local-3', 'local-1', 'local-2'])
})

test('where nobody is healthy, the fleet is as large as its scaling group says', async () => {
  const world = await serving()
  for (const name of ['local-1', 'local-2']) world.traffic.sick.set(name, 'connection refused')
  expect(await replacements(world)).toBe(2)
})

test('a balancer that was not heard yet says of nobody that it is sick', async () => {
  const world = await serving()
  world.traffic.sick.set('local-2', 'HTTP 500 from /health')
  world.ports.balancers = { ...world.ports.balancers, observed: () => undefined }
  expect(await replacements(world)).toBe(2)
})

test('two fleets that a stopped move left in service count as one', async () => {
  const world = await serving()
  const second = await begun(world, '1.1')
  world.script(({ event }) => (event === 'BeforeBlockTraffic' ? 'runs' : succeeded))
  await rerouted(world, second)
  const running = world.hosts.ran.filter((id) => id.includes('/BeforeBlockTraffic/')).at(-1)
  if (running === undefined) throw new Error('nothing is blocked')
  world.script(() => succeeded)
  await world.call('stopDeployment', { deploymentId: second })
  await world.hosts.finish(running)
  await world.settled()
  const members = await world.store.list('targetGroupMembers', '')
  expect(members.map(({ targetId }) => targetId)).toEqual(['local-1', 'local-2', 'local-3', 'local-4'])
  expect(await replacements(world)).toBe(2)
})
