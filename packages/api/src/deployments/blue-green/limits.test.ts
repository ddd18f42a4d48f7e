/** The limits that a deployment is given where it is made. Facts section 4.5. */
import { expect, test } from 'vitest'
import { aBlueGreenShop, begun } from '../../testing/a-blue-green-shop.ts'
import { aWorld } from '../../testing/a-world.ts'

test('a blue/green deployment is given 109 hours in all', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  const deploymentId = await begun(world, '1.0')
  const [created] = await world.store.loadEvents(`deployment:${deploymentId}`, 0, 1)
  expect(created).toMatchObject({ spec: { clocks: { totalLimitSeconds: 109 * 3600, eventLimitSeconds: 3600 } } })
})
