/** A rollback that was looked at first and started with `createDeployment`: it is the same deployment as the button's. */
import { describe, expect, test } from 'vitest'
import { deployed, infoOf, production } from '../../testing/a-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const one = { deploymentConfigName: 'CodeDeployDefault.OneAtATime' }
const part = { ...one, onlyTargets: ['web-1', 'web-2'] }

async function shop(): Promise<World> {
  const world = await aWorld()
  await world.storefront(4)
  await deployed(world, '1.0', { ...one, fileExistsBehavior: 'RETAIN' })
  return world
}

/** What a form sends that was filled in with the way back. */
async function looked(world: World, rollbackOf: string, more: object = {}) {
  const { previousRevision: revision } = await infoOf(world, rollbackOf)
  if (revision === undefined) throw new Error(`nothing ran before ${rollbackOf}`)
  const { fileExistsBehavior } = await world.call('planRollBack', { deploymentId: rollbackOf })
  return { ...production, ...one, revision, fileExistsBehavior, rollbackOf, ...more }
}

describe('a deployment that takes another one back', () => {
  test('of the hosts that were changed is what the button would start, linked both ways', async () => {
    const world = await shop()
    const byButton = await deployed(world, '1.1', part)
    const button = await world.call('rollBackDeployment', { deploymentId: byButton, onlyChangedHosts: true })
    await world.settled()
    const taken = await deployed(world, '1.2', part)
    const { onlyChangedHosts } = await world.call('planRollBack', { deploymentId: taken })
    const asked = await looked(world, taken, { onlyTargets: onlyChangedHosts?.to?.targetIds })
    const { seen } = await world.call('planDeployment', asked)
    const { deploymentId } = await world.call('createDeployment', { ...asked, seen })
    await world.settled()
    const started = await infoOf(world, deploymentId)
    const { revisionName, fileExistsBehavior, deploymentConfigName, autoRollbackConfiguration, narrowed, status } =
      await infoOf(world, button.deploymentId)
    expect(started).toMatchObject({
      ...{ revisionName, fileExistsBehavior, deploymentConfigName, narrowed, status },
      rollbackInfo: { rollbackTriggeringDeploymentId: taken, rollbackMessage: 'Rolled back by Dana' },
    })
    expect(started.autoRollbackConfiguration).toEqual(autoRollbackConfiguration)
    expect((await world.call('listDeploymentTargets', { deploymentId })).targetIds).toEqual(['web-1', 'web-2'])
    expect((await infoOf(world, taken)).rollbackInfo).toMatchObject({ rollbackDeploymentId: deploymentId })
  })

  test('is said to start no other rollback, whatever its group says', async () => {
    const world = await shop()
    const rollBack = { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] } }
    await world.call('updateDeploymentGroup', { ...groupNamed, ...rollBack })
    const asked = await looked(world, await deployed(world, '1.1'))
    const { rollback, consequences } = await world.call('planDeployment', asked)
    expect(rollback.happens).toBe('byHand')
    expect(consequences.onFailure.rollBack).toMatch(/^It is a rollback itself, and a rollback starts no other/)
  })

  test('is in a hurry: it ignores zones, in its plan and when it runs', async () => {
    const world = await shop()
    const byZones = { deploymentConfigName: 'zone-by-zone' }
    const minimumHealthyHosts = { type: 'HOST_COUNT' as const, value: 0 }
    await world.call('createDeploymentConfig', { ...byZones, minimumHealthyHosts, zonalConfig: {} })
    const tags = [{ Key: 'zone', Value: 'a' }]
    await world.call('addTagsToOnPremisesInstances', { instanceNames: ['web-1', 'web-2'], tags })
    const asked = await looked(world, await deployed(world, '1.1'), byZones)
    const isByZones = async (input: object) => {
      const { plan } = await world.call('planDeployment', { ...production, ...input })
      return plan.waves.some(({ zone }) => zone !== undefined)
    }
    expect([await isByZones(byZones), await isByZones(asked)]).toEqual([true, false])
    const { seen } = await world.call('planDeployment', asked)
    const { deploymentId } = await world.call('createDeployment', { ...asked, seen })
    await world.settled()
    const started = await infoOf(world, deploymentId)
    expect([started.status, started.zones]).toEqual(['Succeeded', undefined])
  })

  test('is refused with another revision, and once it is taken back', async () => {
    const world = await shop()
    const first = await deployed(world, '1.1')
    const asked = await looked(world, first)
    const { revision } = await looked(world, await deployed(world, '1.2'))
    expect((await world.refused('createDeployment', { ...asked, revision })).message).toBe(
      `${first} is rolled back to storefront-1.0: leave rollbackOf out to deploy storefront-1.1.`,
    )
    await world.call('createDeployment', asked)
    await world.settled()
    expect(await world.refused('createDeployment', asked)).toMatchObject({ code: 'NothingToRollBackTo' })
  })
})

const groupNamed = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
