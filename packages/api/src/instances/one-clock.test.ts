/** A clock of tests stands still unless it is moved; that of the service never does. */
import { isRefusal } from '@sluice/model'
import { runningClock } from '@sluice/testkit'
import { expect, test } from 'vitest'
import { allAtOnce, deployed, production } from '../testing/a-shop.ts'
import { aWorld } from '../testing/a-world.ts'

const { deploymentGroupName: currentDeploymentGroupName, applicationName } = production

test('a host is registered at the time of its record and of the deployment that it starts, however the clock runs', async () => {
  const world = await aWorld(runningClock())
  await world.storefront(1)
  await world.call('updateDeploymentGroup', { applicationName, currentDeploymentGroupName, newHosts: 'automatic' })
  await deployed(world, '1.0', allAtOnce)
  const { token } = await world.call('createEnrolmentToken', { tags: [{ Key: 'env', Value: 'production' }] })
  const host = { token, instanceName: 'web-9', publicKey: 'K'.repeat(43), os: 'linux', agentVersion: '0.1.0', tags: [] }
  const instance = await world.ports.access.redeemEnrolment(host, { requestId: 'r-1', address: '192.0.2.7' })
  if (isRefusal(instance)) throw new Error(instance.message)
  await world.settled()

  const [record] = (await world.call('listAuditRecords', {})).records.filter(({ action }) => action === 'enrol')
  const launched = await world.call('listDeployments', { ...production, creators: ['autoscaling'] })
  expect([record?.at, launched.deploymentsInfo[0]?.createTime]).toEqual(Array(2).fill(instance.registerTime))
  const { changes } = await world.call('listActivity', { kinds: ['setUp'] })
  expect(changes[0]).toMatchObject({ about: { kind: 'instance', name: 'web-9' } })
})
