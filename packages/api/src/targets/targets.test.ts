import { failed, succeeded } from '@sluice/platforms'
import { expect, test } from 'vitest'
import { aWorld, type World } from '../testing/a-world.ts'

async function aDeployment(world: World): Promise<string> {
  await world.storefront(4)
  world.script(({ targetId, event }) => (targetId === 'web-2' && event === 'Install' ? failed() : succeeded))
  const revision = await world.upload('storefront-1.0.tgz')
  const { deploymentId } = await world.call('createDeployment', {
    applicationName: 'storefront',
    deploymentGroupName: 'production',
    revision,
  })
  await world.settled()
  return deploymentId
}

test('hosts are listed in planned order, and by status', async () => {
  const world = await aWorld()
  const deploymentId = await aDeployment(world)
  expect((await world.call('listDeploymentTargets', { deploymentId })).targetIds).toEqual([
    'web-1',
    'web-2',
    'web-3',
    'web-4',
  ])
  const targetFilters = { TargetStatus: ['Failed'] }
  expect((await world.call('listDeploymentTargets', { deploymentId, targetFilters })).targetIds).toEqual(['web-2'])
})

test('a host shows all its events, those that did not run too', async () => {
  const world = await aWorld()
  const deploymentId = await aDeployment(world)
  const { deploymentTarget } = await world.call('getDeploymentTarget', { deploymentId, targetId: 'web-2' })
  expect(deploymentTarget.instanceTarget.status).toBe('Failed')
  const events = deploymentTarget.instanceTarget.lifecycleEvents
  expect(events.map((event) => event.status)).toEqual([
    'Succeeded',
    'Succeeded',
    'Succeeded',
    'Failed',
    'Skipped',
    'Skipped',
    'Skipped',
  ])
  const batch = await world.call('batchGetDeploymentTargets', { deploymentId, targetIds: ['web-2'] })
  expect(batch.deploymentTargets).toEqual([deploymentTarget])
})

test.each([
  ['DeploymentDoesNotExistException', 'listDeploymentTargets', { deploymentId: 'd-NONE00000' }],
  ['InvalidNextTokenException', 'listDeploymentTargets', { nextToken: 'made up' }],
  ['InvalidDeploymentStatusException', 'listDeploymentTargets', { targetFilters: { TargetStatus: ['Tired'] } }],
  [
    'InvalidDeploymentInstanceTypeException',
    'listDeploymentTargets',
    { targetFilters: { ServerInstanceLabel: ['Blue'] } },
  ],
  ['InvalidTargetFilterNameException', 'listDeploymentTargets', { targetFilters: { Colour: ['Blue'] } }],
  ['DeploymentDoesNotExistException', 'getDeploymentTarget', { deploymentId: 'd-NONE00000', targetId: 'web-1' }],
  ['DeploymentTargetDoesNotExistException', 'getDeploymentTarget', { targetId: 'web-9' }],
  ['DeploymentDoesNotExistException', 'batchGetDeploymentTargets', { deploymentId: 'd-NONE00000', targetIds: ['a'] }],
  ['DeploymentTargetDoesNotExistException', 'batchGetDeploymentTargets', { targetIds: ['web-1', 'web-9'] }],
  [
    'DeploymentTargetListSizeExceededException',
    'batchGetDeploymentTargets',
    { targetIds: Array.from({ length: 26 }, (_, at) => `web-${at}`) },
  ],
])('refuses with %s: %s', async (code, name, over) => {
  const world = await aWorld()
  const deploymentId = await aDeployment(world)
  expect(await world.refused(name, { deploymentId, ...over })).toMatchObject({ code })
})
