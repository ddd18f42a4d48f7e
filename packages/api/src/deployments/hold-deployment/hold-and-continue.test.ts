import { succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { deployed, infoOf } from '../../testing/a-shop.ts'
import { aWorld } from '../../testing/a-world.ts'

describe('hold and continue', () => {
  test('a held deployment starts no further host until it is continued', async () => {
    const world = await aWorld()
    await world.storefront(4)
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    await world.call('holdDeployment', { deploymentId })
    expect((await infoOf(world, deploymentId)).held).toMatchObject({ by: 'Dana' })
    world.script(() => succeeded)
    for (const id of [...world.hosts.ran]) await world.hosts.finish(id)
    await world.settled()
    expect((await infoOf(world, deploymentId)).deploymentOverview).toMatchObject({ Succeeded: 2, Pending: 2 })
    await world.call('continueDeployment', { deploymentId, deploymentWaitType: 'HOLD' })
    await world.settled()
    expect(await infoOf(world, deploymentId)).toMatchObject({ status: 'Succeeded' })
  })

  test('what is not held cannot be continued, and there are no waits of blue/green', async () => {
    const world = await aWorld()
    await world.storefront(1)
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    expect(await world.refused('continueDeployment', { deploymentId })).toMatchObject({
      code: 'DeploymentIsNotInReadyStateException',
    })
    expect(await world.refused('continueDeployment', { deploymentId, deploymentWaitType: 'READY_WAIT' })).toMatchObject(
      {
        code: 'UnsupportedActionForDeploymentTypeException',
      },
    )
    expect(await world.refused('continueDeployment', { deploymentId, deploymentWaitType: 'NAP' })).toMatchObject({
      code: 'InvalidDeploymentWaitTypeException',
    })
  })
})
