/** The directory and the balancers: what is committed is served, at the number of its commit. */
import { createSimulatedLoadBalancer } from '@sluice/load-balancers'
import { balancerSocketPath } from '@sluice/load-balancers/embedded-wire'
import { firstAccountId, type Actor, type Instance, type TargetGroupMember } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test, vi } from 'vitest'
import { memberAddresses, memberWriter } from './balancer-rows.ts'
import { aServer, startIn, type TestServer } from './testing/a-server.ts'

const service: Actor = { kind: 'service', accountId: firstAccountId, name: 'a test' }
const made = { accountId: firstAccountId, createTime: '2026-03-01T10:00:00.000Z', createdBy: 'Dana' }
const rows: DirectoryChange[] = [
  {
    collection: 'loadBalancers',
    key: directoryKeys.loadBalancer(firstAccountId, 'edge'),
    put: {
      ...made,
      name: 'edge',
      kind: 'embedded',
      listeners: { production: 4680, test: 4681 },
      healthCheck: {
        path: '/',
        intervalSeconds: 1,
        timeoutSeconds: 1,
        healthyThreshold: 1,
        unhealthyThreshold: 1,
        matcher: '200',
      },
      drainSeconds: 1,
    },
  },
  {
    collection: 'targetGroups',
    key: directoryKeys.targetGroup(firstAccountId, 'shop'),
    put: { ...made, name: 'shop', loadBalancerName: 'edge', port: 8080 },
  },
]
const member: TargetGroupMember = {
  accountId: firstAccountId,
  targetGroupName: 'shop',
  targetId: 'web-1',
  address: '10.0.0.5',
  port: 8080,
  weight: 1,
  traffic: 'production',
}

function registered(instanceName: string, address: string, over: Partial<Instance> = {}): DirectoryChange {
  const instanceArn = `arn:aws:codedeploy:us-east-1:${firstAccountId}:instance/${instanceName}`
  const who = { instanceName, instanceArn, publicKey: 'K'.repeat(43), os: 'linux', agentVersion: '', tags: [] }
  const put = { accountId: firstAccountId, ...who, registerTime: made.createTime, enrolledBy: 'Dana', address, ...over }
  return { collection: 'instances', key: directoryKeys.instance(firstAccountId, instanceName), put }
}

async function write({ bff }: TestServer, changes: DirectoryChange[]): Promise<void> {
  const by = { actor: service, action: 'test', resource: '', requestId: '' }
  await bff.rooms.conductor.change({ by, decide: async () => ({ changes, answer: {} }) })
}

async function aServerWithBalancer() {
  const balancer = createSimulatedLoadBalancer('edge')
  const server = await aServer({}, { balancerFor: () => balancer })
  await write(server, [...rows, registered('web-1', '10.0.0.5'), registered('web-2', '10.0.0.6')])
  return { server, balancer, writeMembers: memberWriter(server.bff.rooms.conductor) }
}

/** Resolves when the balancer serves what was committed of it last. */
async function served({ bff }: TestServer): Promise<void> {
  const { reconciler } = bff.rooms
  const served = () => reconciler.observed(firstAccountId, 'edge')?.observed?.generation ?? -1
  await vi.waitFor(() => expect(served()).toBeGreaterThanOrEqual(reconciler.generation(firstAccountId, 'shop')))
}

test('a member that is written is served, and one that is removed is not', async () => {
  const { server, balancer, writeMembers } = await aServerWithBalancer()
  await writeMembers([{ put: member }])
  await served(server)
  const { accountId, targetGroupName, targetId, ...rest } = member
  expect(balancer.serves).toMatchObject({
    generation: server.bff.rooms.store.lastSeq(),
    targetGroups: [{ name: 'shop', members: [{ targetId, ...rest }] }],
  })
  await writeMembers([{ remove: { accountId, targetGroupName, targetId } }])
  await served(server)
  expect(balancer.serves?.targetGroups).toEqual([{ name: 'shop', members: [] }])
})

test('what is seen of a balancer is there for everybody to ask', async () => {
  const { server, balancer, writeMembers } = await aServerWithBalancer()
  balancer.health('web-1', 'unhealthy', 'HTTP 503 from /')
  await writeMembers([{ put: member }])
  await served(server)
  const { observed } = server.bff.rooms.ports.balancers.observed(firstAccountId, 'edge') ?? {}
  expect(observed?.targetGroups[0]?.members[0]?.health).toMatchObject({ state: 'unhealthy', reason: 'HTTP 503 from /' })
})

test('metrics count members by what they get and how they are', async () => {
  const { server, balancer, writeMembers } = await aServerWithBalancer()
  balancer.health('web-2', 'unhealthy', 'HTTP 503 from /')
  await writeMembers([{ put: member }, { put: { ...member, targetId: 'web-2', traffic: 'test' } }])
  await served(server)
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  expect(metrics.split('\n').filter((line) => line.startsWith('sluice_balancer_members'))).toEqual([
    'sluice_balancer_members{load_balancer="edge",traffic="production",health="healthy"} 1',
    'sluice_balancer_members{load_balancer="edge",traffic="test",health="unhealthy"} 1',
  ])
})

test('a target group that was deleted gets no member back', async () => {
  const { server, writeMembers } = await aServerWithBalancer()
  await write(server, [
    { collection: 'targetGroups', key: directoryKeys.targetGroup(firstAccountId, 'shop'), remove: true },
  ])
  await writeMembers([{ put: member }])
  expect(await server.bff.rooms.store.list('targetGroupMembers', '')).toEqual([])
})

test('a host that was deregistered meanwhile gets no row, and what is left of it may still drain', async () => {
  const { server, writeMembers } = await aServerWithBalancer()
  const { store } = server.bff.rooms
  await writeMembers([{ put: member }, { put: { ...member, targetId: 'web-2' } }])
  const deregisterTime = made.createTime
  await write(server, [registered('web-1', '10.0.0.5', { deregisterTime })])
  await writeMembers([{ put: { ...member, traffic: 'draining', drainingSince: 1 } }])
  expect(await store.list('targetGroupMembers', '')).toMatchObject([{ traffic: 'draining' }, { targetId: 'web-2' }])
  const { accountId, targetGroupName, targetId } = member
  await writeMembers([{ remove: { accountId, targetGroupName, targetId } }])
  for (const traffic of ['production', 'test', 'draining'] as const)
    await writeMembers([{ put: { ...member, traffic } }])
  expect(await store.list('targetGroupMembers', '')).toMatchObject([{ targetId: 'web-2' }])
})

test('a host that was enrolled anew meanwhile gets its requests at its new address', async () => {
  const { server, writeMembers } = await aServerWithBalancer()
  await write(server, [registered('web-1', '10.0.0.9', { port: 9090 })])
  await writeMembers([{ put: member }])
  expect(await server.bff.rooms.store.list('targetGroupMembers', '')).toEqual([
    { ...member, address: '10.0.0.9', port: 9090 },
  ])
})

test('after a restart the balancer is told again, with a generation that is no older', async () => {
  const { server, balancer, writeMembers } = await aServerWithBalancer()
  await writeMembers([{ put: member }])
  await served(server)
  const before = balancer.serves?.generation ?? 0
  await server.bff.close()
  balancer.forget()
  const again = await startIn(server.folder, {}, { balancerFor: () => balancer })
  await served(again)
  expect(balancer.serves?.targetGroups[0]?.members).toHaveLength(1)
  expect(balancer.serves?.generation).toBeGreaterThanOrEqual(before)
})

test('a balancer that its process serves and no row asks for is removed at the start', async () => {
  const { server } = await aServerWithBalancer()
  await server.bff.close()
  const asked: string[] = []
  const seen = { generation: 1, listeners: [], targetGroups: [] }
  const names = [`${firstAccountId}+edge`, `${firstAccountId}+deleted`]
  const balancerProcess = createServer((request, response) => {
    asked.push(`${request.method} ${decodeURIComponent(request.url ?? '')}`)
    response.end(JSON.stringify({ balancers: names.map((name) => ({ ...seen, name })) }))
  })
  balancerProcess.listen(balancerSocketPath(server.folder))
  await once(balancerProcess, 'listening')
  onTestFinished(() => {
    balancerProcess.close()
    balancerProcess.closeAllConnections()
  })
  await startIn(server.folder, {}, { balancerFor: () => createSimulatedLoadBalancer('edge') })
  const removals = () => asked.filter((each) => each.startsWith('DELETE'))
  await vi.waitFor(() => expect(removals()).toEqual([`DELETE /balancers/${firstAccountId}+deleted`]))
})

test('moving traffic leaves a line in the audit', async () => {
  const { server, writeMembers } = await aServerWithBalancer()
  await writeMembers([{ put: member }])
  const [last] = await server.bff.rooms.store.listAudit({ accountId: firstAccountId, limit: 1 })
  expect(last).toMatchObject({
    action: 'moveTraffic',
    resource: 'targetGroup:shop',
    actorName: 'Sluice',
    outcome: 'done',
  })
})

test('a host is reached at its own address, unless it is out or nobody knows', async () => {
  const server = await aServer()
  const { store, ports } = server.bff.rooms
  const enrolled = async (name: string, place: { address?: string; port?: number }, address = '') => {
    const drawn = ports.access.drawEnrolmentToken({ accountId: firstAccountId, tags: [], createdBy: 'Dana', ...place })
    await write(server, [drawn.change])
    const claim = {
      token: drawn.secret,
      instanceName: name,
      publicKey: 'K'.repeat(43),
      os: '',
      agentVersion: '',
      tags: [],
    }
    await ports.access.redeemEnrolment(claim, { requestId: '', address })
  }
  await enrolled('web-1', { address: '10.0.0.5', port: 9090 })
  await enrolled('web-2', {}, '10.0.0.6')
  await enrolled('web-3', {})
  const addressOf = memberAddresses(store)
  expect(await addressOf(firstAccountId, 'web-1')).toEqual({ address: '10.0.0.5', port: 9090 })
  expect(await addressOf(firstAccountId, 'web-2')).toEqual({ address: '10.0.0.6' })
  await server.api.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
  for (const name of ['web-2', 'web-3', 'web-4']) expect(await addressOf(firstAccountId, name)).toBeUndefined()
})
