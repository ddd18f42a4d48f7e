/** A machine that takes the name of one on which a deployment still runs: whatever that comes to is not its doing. */
import { failed, succeeded } from '@sluice/platforms'
import { beforeEach, describe, expect, test } from 'vitest'
import { deployedAtOnce, production, shop } from '../../testing/a-shop.ts'
import type { World } from '../../testing/a-world.ts'

const toUpdate = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
const inProduction = { tags: [{ Key: 'env', Value: 'production' }], instanceNames: ['web-3'] }

let world: World

/** The first deployment to web-3 is at its last event; its tag is taken off, it is deregistered, and another is enrolled as web-3. */
beforeEach(async () => {
  world = await shop(2)
  await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic', failedNewHosts: 'discard' })
  await deployedAtOnce(world, '1.0')
  world.script(({ event }) => (event === 'ValidateService' ? 'runs' : succeeded))
  await world.enrol('web-3')
  await later()
  await world.call('removeTagsFromOnPremisesInstances', inProduction)
  await world.call('deregisterOnPremisesInstance', { instanceName: 'web-3' })
  await later()
  await world.enrol('web-3')
  await later()
})

async function later(): Promise<void> {
  await world.settled()
  world.clock.advance(1000)
}

async function finish(ending: typeof succeeded): Promise<void> {
  const last = world.hosts.ran.filter((id) => id.includes('/web-3/ValidateService/'))
  for (const id of last) await world.hosts.finish(id, ending)
  await later()
}

const launches = async () =>
  (await world.call('listDeployments', { ...production, creators: ['autoscaling'] })).deploymentsInfo

async function standing() {
  const { instances } = await world.call('listGroupInstances', production)
  return instances.find(({ instanceName }) => instanceName === 'web-3')
}

describe('a machine that took the name of one whose first deployment still ran', () => {
  test('is not taken out when that fails: nothing was ever deployed to it', async () => {
    await finish(failed())
    const { instanceInfo } = await world.call('getOnPremisesInstance', { instanceName: 'web-3' })
    expect(instanceInfo).not.toHaveProperty('deregisterTime')
    expect((await launches()).at(-1)).toMatchObject({ status: 'Failed' })
  })

  test('is not believed to run what succeeded there: it gets it', async () => {
    await finish(succeeded)
    expect(await launches()).toMatchObject([{ status: 'InProgress' }, { status: 'Succeeded' }])
    expect(await standing()).not.toHaveProperty('runs')
    await finish(succeeded)
    expect(await launches()).toMatchObject([{ status: 'Succeeded' }, { status: 'Succeeded' }])
    expect(await standing()).toMatchObject({ revisionHealth: 'Current' })
  })
})
