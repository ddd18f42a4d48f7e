/** Blue/green over real sockets: hosts that are made, users that move, hosts that end, and a server that is restarted. */
import { createSimulatedLoadBalancer } from '@sluice/load-balancers'
import type { DeploymentStatus } from '@sluice/model'
import { createSimulatedProvisioner, type SimulatedProvisioner } from '@sluice/platforms'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Adapters } from './rooms.ts'
import { aHost, connect, type Host } from './testing/a-host.ts'
import { samples, upload } from './testing/a-revision.ts'
import { aServer, startIn, type TestServer } from './testing/a-server.ts'

const group = { applicationName: 'storefront', deploymentGroupName: 'bluegreen' }

/** Machines that enrol as local hosts do, and a balancer; both outlive the server. `comesIn` is whether they enrol at all. */
async function aShop(comesIn = () => true) {
  const hosts = new Map<string, Host>()
  const now: { server?: TestServer } = {}
  const ended = new Set<() => void>()
  const provisioner: SimulatedProvisioner = createSimulatedProvisioner({
    names: ['local-1', 'local-2', 'local-3'],
    made(name, tags) {
      if (comesIn()) void enrol(name, [...tags])
    },
    ended(name) {
      hosts.delete(name)
      ended.forEach((tell) => tell())
    },
  })
  const nothingRuns = (): Promise<void> =>
    new Promise((resolve) => {
      const look = () => void (provisioner.running().length === 0 && resolve())
      ended.add(look)
      look()
    })
  const balancer = createSimulatedLoadBalancer('edge')
  const adapters: Adapters = { balancerFor: () => balancer, provisioner }
  const server = (now.server = await aServer({}, adapters))

  async function enrol(name: string, tags: { Key: string; Value: string }[]): Promise<void> {
    const { localHosts } = now.server!.bff.rooms
    await localHosts.letIn(name, tags)
    const { token } = JSON.parse(now.server!.read(`fleet/${name}/enrolment.json`)) as { token: string }
    hosts.set(name, await aHost({ url: now.server!.url, token, name }))
  }

  /** The same folder, the same port, a new process in all but name. */
  async function restarted(): Promise<TestServer> {
    await now.server!.bff.close()
    const again = (now.server = await startIn(server.folder, { SLUICE_PORT: new URL(server.url).port }, adapters))
    for (const [name, { identity }] of hosts)
      hosts.set(name, await connect({ url: again.url, token: '', name }, identity))
    return again
  }

  await server.api.call('createApplication', { applicationName: 'storefront' })
  await server.api.call('createLoadBalancer', { name: 'edge', kind: 'embedded', listeners: { production: 80 } })
  await server.api.call('createTargetGroup', { name: 'web', loadBalancerName: 'edge', port: 8080 })
  await server.api.call('createScalingGroup', { name: 'web', desiredCapacity: 1 })
  await server.api.call('createDeploymentGroup', {
    ...group,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    autoScalingGroups: ['web'],
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
    blueGreenDeploymentConfiguration: {
      greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
      deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 },
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 0 },
    },
  })
  const bundles = await samples(server.folder)
  const begin = async (version: string): Promise<string> => {
    const revision = await upload(now.server!, version, bundles)
    return (await now.server!.api.call('createDeployment', { ...group, revision })).deploymentId
  }
  onTestFinished(() => Promise.all([...hosts.values()].map((host) => host.leave())).then(() => undefined))
  return { server, provisioner, balancer, hosts, begin, restarted, enrol, nothingRuns }
}

/** Told by commits, not by asking again and again. */
async function becomes({ bff }: TestServer, deploymentId: string, status: DeploymentStatus): Promise<void> {
  const { conductor, store } = bff.rooms
  await new Promise<void>((resolve) => {
    const stop = conductor.onCommitted(({ deployments }) => {
      if (deployments.some((row) => row.deploymentId === deploymentId && row.status === status)) end()
    })
    const end = () => {
      stop()
      resolve()
    }
    void store.getDeployment(deploymentId).then((row) => row?.status === status && end())
  })
}

async function reroute({ api }: TestServer, deploymentId: string): Promise<void> {
  await api.call('continueDeployment', { deploymentId, deploymentWaitType: 'READY_WAIT' })
}

const serving = async ({ bff }: TestServer): Promise<string[]> =>
  (await bff.rooms.store.list('targetGroupMembers', '')).map(({ targetId, traffic }) => `${targetId}: ${traffic}`)

const hostNames = async ({ api }: TestServer): Promise<string[]> =>
  (await api.call('listOnPremisesInstances', { registrationStatus: 'Registered' })).instanceNames

test(
  'hosts are made, get the users when somebody says so, and those before them end',
  { timeout: 30_000 },
  async () => {
    const { server, provisioner, balancer, begin } = await aShop()
    const first = await begin('1.0')
    await becomes(server, first, 'Ready')
    expect([provisioner.running(), await hostNames(server)]).toEqual([['local-1'], ['local-1']])
    await reroute(server, first)
    await becomes(server, first, 'Succeeded')
    expect(await serving(server)).toEqual(['local-1: production'])

    const second = await begin('1.1')
    await becomes(server, second, 'Ready')
    expect((await serving(server))[0]).toBe('local-1: production')
    await reroute(server, second)
    await becomes(server, second, 'Succeeded')
    expect(await serving(server)).toEqual(['local-2: production'])
    expect([provisioner.running(), await hostNames(server)]).toEqual([['local-2'], ['local-2']])
    expect(balancer.serves?.targetGroups[0]?.members.map((member) => member.targetId)).toEqual(['local-2'])
  },
)

test('a stop before the reroute gives back the hosts that were made', { timeout: 30_000 }, async () => {
  const { server, provisioner, begin } = await aShop()
  const first = await begin('1.0')
  await becomes(server, first, 'Ready')
  await server.api.call('stopDeployment', { deploymentId: first })
  await becomes(server, first, 'Stopped')
  expect([provisioner.running(), await hostNames(server), await serving(server)]).toEqual([[], [], []])
})

test('a server that is restarted while hosts are made waits on for them', { timeout: 30_000 }, async () => {
  const { server, provisioner, begin, restarted, enrol } = await aShop(() => false)
  const first = await begin('1.0')
  await becomes(server, first, 'InProgress')
  const again = await restarted()
  await enrol('local-1', [{ Key: 'aws:autoscaling:groupName', Value: `CodeDeploy_web_${first}` }])
  await becomes(again, first, 'Ready')
  expect(provisioner.running()).toEqual(['local-1'])
})

test('a server that is restarted in the wait for people knows what it waited for', { timeout: 30_000 }, async () => {
  const { server, begin, restarted } = await aShop()
  const first = await begin('1.0')
  await becomes(server, first, 'Ready')
  const again = await restarted()
  await reroute(again, first)
  await becomes(again, first, 'Succeeded')
  expect(await serving(again)).toEqual(['local-1: production'])
})

describe('a host that was made', () => {
  async function waiting(comesIn?: () => boolean) {
    const shop = await aShop(comesIn)
    const deploymentId = await shop.begin('1.0')
    await becomes(shop.server, deploymentId, 'Ready')
    return { ...shop, deploymentId }
  }
  async function inService(comesIn?: () => boolean) {
    const shop = await waiting(comesIn)
    await reroute(shop.server, shop.deploymentId)
    await becomes(shop.server, shop.deploymentId, 'Succeeded')
    return shop
  }
  const freeName = ({ bff }: TestServer) => bff.rooms.ports.provisioner.freeNames(1, new Set())

  test('ends when somebody deregisters it, and its name is free again', { timeout: 30_000 }, async () => {
    const { server, balancer, nothingRuns } = await inService()
    expect(freeName(server)).toEqual(['local-2'])
    await server.api.call('deregisterOnPremisesInstance', { instanceName: 'local-1' })
    await nothingRuns()
    expect(balancer.serves?.targetGroups[0]?.members).toEqual([])
    expect(freeName(server)).toEqual(['local-1'])
  })

  test('ends at the next start when nobody knows it and no deployment runs', { timeout: 30_000 }, async () => {
    const life = { comesIn: true }
    const { server, provisioner, restarted, nothingRuns } = await inService(() => life.comesIn)
    await server.api.call('deregisterOnPremisesInstance', { instanceName: 'local-1' })
    await nothingRuns()
    life.comesIn = false
    await provisioner.provision('local-1', [])
    await provisioner.provision('local-3', [])
    const again = await restarted()
    await nothingRuns()
    expect(freeName(again)).toEqual(['local-1'])
  })

  test('goes on when its identity is lost and it enrols again', { timeout: 30_000 }, async () => {
    const { server, provisioner, enrol, deploymentId } = await waiting()
    const tags = [{ Key: 'aws:autoscaling:groupName', Value: `CodeDeploy_web_${deploymentId}` }]
    await enrol('local-1', tags)
    await server.bff.rooms.bringBackHosts()
    expect([provisioner.running(), await hostNames(server)]).toEqual([['local-1'], ['local-1']])
  })
})
