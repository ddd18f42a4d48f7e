/** Where a rollback by deploying would go: the same hosts to which `rollBackDeployment` then goes. */
import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { aBlueGreenShop, carriedThrough } from '../../testing/a-blue-green-shop.ts'
import { deployed, deployedAtOnce } from '../../testing/a-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const configs = {
  one: { deploymentConfigName: 'CodeDeployDefault.OneAtATime' },
  half: { deploymentConfigName: 'CodeDeployDefault.HalfAtATime' },
  all: { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' },
}

async function rolledBackOn(world: World, input: { deploymentId: string; onlyChangedHosts?: boolean }) {
  const { deploymentId } = await world.call('rollBackDeployment', input)
  await world.settled()
  return (await world.call('listDeploymentTargets', { deploymentId })).targetIds
}

async function shop(hosts: number): Promise<World> {
  const world = await aWorld()
  await world.storefront(hosts)
  await deployedAtOnce(world, '1.0')
  return world
}

describe('the plan of a rollback', () => {
  test('of a deployment to a part of its group is the whole group as it is now, or those that it changed', async () => {
    const world = await shop(6)
    const part = { ...configs.one, onlyTargets: ['web-1', 'web-2'] }
    const deploymentId = await deployed(world, '1.1', part)
    expect(await world.call('planRollBack', { deploymentId })).toEqual({
      fileExistsBehavior: 'DISALLOW',
      whole: { text: 'all 6 hosts of production, at most 1 at a time' },
      onlyChangedHosts: {
        allowed: true,
        to: {
          text: `the 2 hosts of production that ${deploymentId} changed (web-1, web-2), at most 1 at a time`,
          targetIds: ['web-1', 'web-2'],
        },
        others: 'The other 4 hosts of production stay as they are.',
      },
    })
    expect(await rolledBackOn(world, { deploymentId })).toHaveLength(6)
    const again = await deployed(world, '1.2', part)
    expect(await rolledBackOn(world, { deploymentId: again, onlyChangedHosts: true })).toEqual(['web-1', 'web-2'])
  })

  test('counts hosts that came since, which nobody changed', async () => {
    const world = await shop(2)
    const deploymentId = await deployedAtOnce(world, '1.1')
    expect((await world.call('planRollBack', { deploymentId })).onlyChangedHosts).toBeUndefined()
    await world.enrol('web-3')
    expect(await world.call('planRollBack', { deploymentId })).toMatchObject({
      whole: { text: 'all 3 hosts of production, all at once' },
      onlyChangedHosts: { allowed: true, others: 'The other host of production stays as it is.' },
    })
  })

  test('wants the name typed where all hosts go at once, and not for a part that is one host', async () => {
    const world = await shop(3)
    const deploymentId = await deployed(world, '1.1', { ...configs.all, onlyTargets: ['web-1'] })
    const { whole, onlyChangedHosts } = await world.call('planRollBack', { deploymentId })
    expect(whole.confirm).toMatchObject({ typed: 'production' })
    expect(onlyChangedHosts?.to).toEqual({
      text: `the one host of production that ${deploymentId} changed (web-1)`,
      targetIds: ['web-1'],
    })
  })

  test('says in the words of the refusal why it cannot go to the changed hosts alone', async () => {
    const world = await shop(2)
    world.script(({ targetId }) => (targetId === 'web-1' ? failed() : succeeded))
    const deploymentId = await deployed(world, '1.1', configs.half)
    world.script(() => succeeded)
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
    await world.enrol('web-3')
    const { onlyChangedHosts } = await world.call('planRollBack', { deploymentId })
    const refused = await world.refused('rollBackDeployment', { deploymentId, onlyChangedHosts: true })
    expect(onlyChangedHosts).toMatchObject({ allowed: false, reason: refused.message })
    expect(refused.message).toMatch(/^CodeDeployDefault\.HalfAtATime cannot be kept on the one host that/)
  })

  test('of blue/green is a new fleet, and never a part', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const deploymentId = await carriedThrough(world, '1.0')
    const planned = await world.call('planRollBack', { deploymentId })
    expect(planned.whole.text).toMatch(/^a new replacement fleet/)
    expect(planned.onlyChangedHosts).toBeUndefined()
  })

  test('of a deployment that nobody knows is refused', async () => {
    const world = await aWorld()
    expect(await world.refused('planRollBack', { deploymentId: 'd-NONE00000' })).toMatchObject({
      code: 'DeploymentDoesNotExistException',
    })
  })
})
