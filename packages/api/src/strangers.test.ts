/** Attack case A16: what belongs to another account is answered like what never was. One row an operation of blue/green. */
import { expect, test } from 'vitest'
import { behindABalancer, blueGreen, blueGreenSettings } from './testing/a-blue-green-shop.ts'
import { eve, waiting } from './testing/a-decision.ts'
import { aWorld } from './testing/a-world.ts'

const stranger = { ...eve, accountId: '000000000002', role: 'admin' } as const
const byStranger = { caller: stranger }
const own = { applicationName: 'theirs', deploymentGroupName: 'theirs' }
const plain = { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' } as const
const { deploymentStyle, loadBalancerInfo } = blueGreenSettings

test.each([
  ['getLoadBalancer', { name: 'edge' }, 'LoadBalancerDoesNotExist'],
  ['updateLoadBalancer', { name: 'edge', drainSeconds: 1 }, 'LoadBalancerDoesNotExist'],
  ['createTargetGroup', { name: 'mine', loadBalancerName: 'edge', port: 80 }, 'LoadBalancerDoesNotExist'],
  ['createDeploymentGroup', { ...own, deploymentStyle, loadBalancerInfo }, 'TargetGroupDoesNotExist'],
  ['createDeploymentGroup', { ...own, autoScalingGroups: ['web'] }, 'ScalingGroupDoesNotExist'],
  ['updateDeploymentGroup', { deploymentStyle, loadBalancerInfo }, 'TargetGroupDoesNotExist'],
  ['updateDeploymentGroup', { autoScalingGroups: ['web'] }, 'ScalingGroupDoesNotExist'],
])('A16: %s does not reach another account: %j', async (name, input, code) => {
  const world = await aWorld()
  await behindABalancer(world)
  await world.call('createApplication', { applicationName: 'theirs' }, byStranger)
  const group = { applicationName: 'theirs', deploymentGroupName: 'before', deploymentStyle: plain }
  await world.call('createDeploymentGroup', group, byStranger)
  const current = { applicationName: 'theirs', currentDeploymentGroupName: 'before' }
  const asked = name === 'updateDeploymentGroup' ? { ...current, ...input } : input
  expect(await world.refused(name, asked, byStranger)).toMatchObject({ code })
})

test.each([
  ['getApproval', {}],
  ['continueDeployment', { deploymentWaitType: 'READY_WAIT', note: 'mine', typed: blueGreen.deploymentGroupName }],
  ['stopDeployment', { autoRollbackEnabled: true }],
  ['rollBackDeployment', {}],
])('A16: %s of another account’s deployment is of none', async (name, input) => {
  const world = await aWorld()
  const deploymentId = await waiting(world)
  const { seen } = await world.call('getApproval', { deploymentId }, { caller: eve })
  const asked = { deploymentId, ...input, ...(name === 'continueDeployment' && { seen }) }
  expect(await world.refused(name, asked, byStranger)).toMatchObject({ code: 'DeploymentDoesNotExistException' })
})

test('A16: lists are of one’s own account, and nobody deletes another’s balancer', async () => {
  const world = await aWorld()
  await behindABalancer(world)
  expect(await world.call('listScalingGroups', {}, byStranger)).toEqual({ scalingGroups: [] })
  expect(await world.call('listLoadBalancers', {}, byStranger)).toEqual({ loadBalancers: [] })
  await world.call('deleteLoadBalancer', { name: 'edge' }, byStranger)
  expect((await world.call('listLoadBalancers', {})).loadBalancers).toHaveLength(1)
})
