import { expect, test } from 'vitest'
import { aWorld } from '../../testing/a-world.ts'
import { aBlueGreenShop, begun, carriedThrough, infoOf, registered, rerouted } from '../../testing/a-blue-green-shop.ts'

test('first', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  const first = await begun(world, '1.0')
  const i = await infoOf(world, first)
  console.log(i.status, JSON.stringify(i.blueGreen), await registered(world))
  console.log(JSON.stringify(await world.call('getApproval', { deploymentId: first }), null, 1))
  await rerouted(world, first)
  console.log(
    (await infoOf(world, first)).status,
    JSON.stringify((await infoOf(world, first)).blueGreen),
    await registered(world),
  )
  const second = await begun(world, '1.1')
  console.log(
    (await infoOf(world, second)).status,
    JSON.stringify((await infoOf(world, second)).blueGreen),
    await registered(world),
  )
  await rerouted(world, second)
  console.log(
    (await infoOf(world, second)).status,
    JSON.stringify((await infoOf(world, second)).blueGreen),
    await registered(world),
  )
  void carriedThrough
  expect(1).toBe(1)
})
