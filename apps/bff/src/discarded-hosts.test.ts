/** A host that was made here and on which its first deployment fails, over real sockets: its agent is cut, and its machine ends. */
import { scalingGroupTag } from '@sluice/model'
import { createSimulatedProvisioner } from '@sluice/platforms'
import { expect, onTestFinished, test } from 'vitest'
import { aHost, connect, type Host } from './testing/a-host.ts'
import { samples, upload } from './testing/a-revision.ts'
import { aServer } from './testing/a-server.ts'

const group = { applicationName: 'storefront', deploymentGroupName: 'production' }
const tags = [{ Key: scalingGroupTag, Value: 'web' }]

test('a discarded host is cut, its machine ends, and none takes its place', { timeout: 30_000 }, async () => {
  const machines: { ended?: (name: string) => void } = {}
  const made: string[] = []
  const provisioner = createSimulatedProvisioner({
    names: ['local-1', 'local-2', 'local-3'],
    made: (name) => void made.push(name),
    ended: (name) => machines.ended?.(name),
  })
  const end = new Promise<string>((resolve) => (machines.ended = resolve))
  const server = await aServer({}, { provisioner })
  const { api, bff } = server
  const hosts: Host[] = []
  onTestFinished(() => Promise.all(hosts.map((host) => host.leave())).then(() => undefined))

  async function launch(name: string, succeeds: boolean): Promise<Host> {
    await provisioner.provision(name, tags)
    await bff.rooms.localHosts.letIn(name, tags)
    const { token } = JSON.parse(server.read(`fleet/${name}/enrolment.json`)) as { token: string }
    const host = await aHost({ url: server.url, token, name, succeeds: () => succeeds })
    hosts.push(host)
    return host
  }
  const ended = () =>
    new Promise<string>((resolve) => {
      const stop = bff.rooms.conductor.onCommitted(({ deployments }) => {
        const one = deployments.find(({ completeTime }) => completeTime !== undefined)
        if (one === undefined) return
        stop()
        resolve(`${one.creator} ${one.status}`)
      })
    })

  await api.call('createApplication', { applicationName: 'storefront' })
  await api.call('createScalingGroup', { name: 'web', desiredCapacity: 1 })
  await api.call('createDeploymentGroup', {
    ...group,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    autoScalingGroups: ['web'],
    newHosts: 'automatic',
    failedNewHosts: 'discard',
  })
  await launch('local-1', true)
  const first = ended()
  await api.call('createDeployment', {
    ...group,
    revision: await upload(server, '1.0', await samples(server.folder)),
  })
  expect(await first).toBe('user Succeeded')

  const second = ended()
  const bad = await launch('local-2', false)
  expect(await second).toBe('autoscaling Failed')
  expect(await bad.closed).toBe(4401)
  expect(await end).toBe('local-2')
  await expect(connect({ url: server.url, token: '', name: 'local-2' }, bad.identity)).rejects.toThrow('4401')
  expect(provisioner.running()).toEqual(['local-1'])
  expect(made).toEqual(['local-1', 'local-2'])
  const { instanceNames } = await api.call('listOnPremisesInstances', { registrationStatus: 'Registered' })
  expect(instanceNames).toEqual(['local-1'])
})
