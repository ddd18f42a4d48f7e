/** A group is its id: its history follows it to a new name, and nobody inherits the history of a group that was deleted. */
import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { deployed, production } from '../testing/a-shop.ts'
import { aWorld, type World } from '../testing/a-world.ts'

const live = { applicationName: 'storefront', deploymentGroupName: 'live' }
const recreated = {
  ...production,
  onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' as const }],
}

async function aWorldWithTwoDeployments() {
  const world = await aWorld()
  await world.storefront(2)
  return { world, first: await deployed(world, '1.0'), second: await deployed(world, '1.1') }
}

const newName = {
  applicationName: 'storefront',
  currentDeploymentGroupName: 'production',
  newDeploymentGroupName: 'live',
}
const renamed = (world: World) => world.call('updateDeploymentGroup', newName)

describe('a renamed group', () => {
  test('keeps its deployments, what runs there, and its estimates', async () => {
    const { world, first, second } = await aWorldWithTwoDeployments()
    const before = await world.call('planDeployment', production)
    await renamed(world)
    expect((await world.call('listDeployments', live)).deployments).toEqual([second, first])
    expect((await world.call('getDeploymentGroup', live)).deploymentGroupInfo).toMatchObject({
      targetRevisionName: 'storefront-1.1',
      lastAttemptedDeployment: { deploymentId: second },
    })
    expect(await world.call('planDeployment', live)).toEqual(before)
    const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
    expect(revisionsInfo.flatMap((one) => one.runsIn)).toEqual(['live'])
  })

  test('is called by its new name in its history', async () => {
    const { world, first } = await aWorldWithTwoDeployments()
    await renamed(world)
    const { deploymentInfo } = await world.call('getDeployment', { deploymentId: first })
    expect(deploymentInfo.deploymentGroupName).toBe('live')
  })

  test('can still be taken back to what ran before', async () => {
    const { world, second } = await aWorldWithTwoDeployments()
    await renamed(world)
    const { deploymentId, revisionName } = await world.call('rollBackDeployment', { deploymentId: second })
    expect(revisionName).toBe('storefront-1.0')
    await world.settled()
    expect((await world.call('getDeployment', { deploymentId })).deploymentInfo).toMatchObject({
      deploymentGroupName: 'live',
      status: 'Succeeded',
    })
  })

  test('waits for the end of a deployment that runs in it, whose rollback would bear the old name; other settings do not', async () => {
    const { world, first } = await aWorldWithTwoDeployments()
    const revision = await world.upload('storefront-1.2.tgz', goodBundle('1.2'))
    const autoRollbackConfiguration = { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] }
    world.script(({ event }) => (event === 'ApplicationStart' ? failed() : succeeded))
    const { deploymentId } = await world.call('createDeployment', {
      ...production,
      revision,
      autoRollbackConfiguration,
    })
    expect(await world.refused('updateDeploymentGroup', newName)).toMatchObject({
      code: 'DeploymentGroupBusy',
      message: expect.stringContaining(
        `${deploymentId} runs in production, and its scripts and its rollback know the name it began with: stop it or wait for its end`,
      ),
      details: [{ field: 'newDeploymentGroupName', rule: 'busy' }],
    })
    await world.call('updateDeploymentGroup', { ...newName, newDeploymentGroupName: 'production' })
    world.clock.advance(1000)
    await world.settled()

    await renamed(world)
    const { deploymentsInfo } = await world.call('listDeployments', live)
    expect(deploymentsInfo.map(({ creator, deploymentGroupName }) => [creator, deploymentGroupName])).toEqual([
      ['codeDeployRollback', 'live'],
      ['user', 'live'],
      ['user', 'live'],
      ['user', 'live'],
    ])
    expect(deploymentsInfo.at(-1)?.deploymentId).toBe(first)
  })
})

describe('a deployment whose group was deleted', () => {
  test('can be neither redeployed nor rolled back, and says so before anybody presses', async () => {
    const { world, second } = await aWorldWithTwoDeployments()
    const actions = async () => (await world.call('getDeployment', { deploymentId: second })).deploymentInfo.actions
    expect((await actions()).redeploy).toEqual({ allowed: true })
    await world.call('deleteDeploymentGroup', production)
    const gone = {
      allowed: false,
      reason: expect.stringContaining('production of storefront in which it ran was deleted'),
    }
    expect(await actions()).toMatchObject({ redeploy: gone, rollBack: gone })
    await world.call('createDeploymentGroup', recreated)
    expect((await actions()).redeploy, 'another group of its name is not it').toEqual(gone)
  })
})

describe('a new group of a deleted one’s name', () => {
  test('starts without a past', async () => {
    const { world, first, second } = await aWorldWithTwoDeployments()
    await world.call('deleteDeploymentGroup', production)
    await world.call('createDeploymentGroup', recreated)
    expect((await world.call('listDeployments', production)).deployments).toEqual([])
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', production)
    expect(deploymentGroupInfo.lastAttemptedDeployment).toBeUndefined()
    expect(deploymentGroupInfo.targetRevision).toBeUndefined()
    expect((await world.call('planDeployment', production)).runs).toBeUndefined()
    expect((await world.call('listDeployments', { applicationName: 'storefront' })).deployments).toEqual([
      second,
      first,
    ])
  })

  test('is not touched by taking back a deployment of the old one', async () => {
    const { world, second } = await aWorldWithTwoDeployments()
    await world.call('deleteDeploymentGroup', production)
    await world.call('createDeploymentGroup', recreated)
    expect(await world.refused('rollBackDeployment', { deploymentId: second })).toMatchObject({
      code: 'DeploymentGroupDoesNotExistException',
      message: expect.stringContaining('was deleted'),
    })
    expect((await world.call('listDeployments', production)).deployments).toEqual([])
  })
})
