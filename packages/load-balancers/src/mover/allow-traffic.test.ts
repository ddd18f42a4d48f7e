import { describe, expect, test } from 'vitest'
import { aDoor, aMover, runs, withdraws } from '../testing/a-mover.ts'
import { aDirectory } from '../testing/a-directory.ts'
import { movedTime, pass, settle, web1 } from '../testing/a-world.ts'

const allow = runs('AllowTraffic')

describe('AllowTraffic', () => {
  movedTime()

  test('registers the host for users and succeeds when the balancer finds it healthy', async () => {
    const { mover, directory, edge, door } = await aMover()
    edge.health('web-1', 'healthy', 'HTTP 200 from /health')
    mover.dispatch([allow])
    await pass(1000)
    expect(directory.member('web-1')).toEqual({
      ...web1,
      address: '10.0.0.1',
      port: 8080,
      weight: 1,
      traffic: 'production',
    })
    expect(edge.serves?.targetGroups[0]?.members).toMatchObject([{ targetId: 'web-1', traffic: 'production' }])
    expect(door.reports()).toEqual(['web-1 Succeeded: Healthy: HTTP 200 from /health'])
    expect(door.signals.at(-1)).toMatchObject({ diagnostics: { errorCode: 'Success', logTail: '' } })
  })

  test('says why it waits, in the balancer’s own words, and not more often than once a second', async () => {
    const { mover, edge, door } = await aMover()
    edge.health('web-1', 'unknown', 'not checked yet')
    mover.dispatch([allow])
    await pass(500)
    edge.health('web-1', 'unhealthy', 'connection refused')
    await pass(300)
    edge.health('web-1', 'unhealthy', 'HTTP 503 from /health')
    await pass(5000)
    expect(door.notes()).toEqual(['not checked yet', 'HTTP 503 from /health'])
    expect(door.reports()).toEqual([])
    edge.health('web-1', 'healthy', 'HTTP 200 from /health')
    await pass(1000)
    expect(door.reports()).toHaveLength(1)
    await pass(5000)
    expect(door.notes()).toHaveLength(2)
  })

  test('says the same only once, whatever else changes meanwhile', async () => {
    const { mover, edge, door } = await aMover()
    edge.health('web-1', 'unhealthy', 'HTTP 503')
    mover.dispatch([allow])
    for (const open of [1, 2, 3]) {
      edge.open('web-1', open)
      await pass(2000)
    }
    expect(door.notes()).toEqual(['HTTP 503'])
  })

  test('says nothing when the host is healthy at once', async () => {
    const { mover, door } = await aMover()
    mover.dispatch([allow])
    await pass(5000)
    expect(door.reports()).toHaveLength(1)
    expect(door.notes()).toEqual([])
  })

  test('does not believe what was seen before the balancer took it over', async () => {
    const { mover, directory, edge, door } = await aMover()
    directory.put({ traffic: 'draining', drainingSince: Date.now() })
    await settle()
    const release = edge.hold()
    mover.dispatch([allow])
    await pass(5000)
    expect(door.reports()).toEqual([])
    expect(door.notes()).toEqual(['the load balancer has not taken it over yet'])
    release()
    await pass(1000)
    expect(door.reports()).toHaveLength(1)
    expect(directory.member('web-1')).toMatchObject({ traffic: 'production' })
    expect(directory.member('web-1')?.drainingSince).toBeUndefined()
  })

  test('waits for every target group of the deployment', async () => {
    const directory = aDirectory()
    directory.putBalancer({ name: 'inner' })
    directory.putGroup({ name: 'admin', loadBalancerName: 'inner', port: 9090 })
    const { mover, balancers, door } = await aMover({ directory, door: aDoor(['shop', 'admin']) })
    balancers.get('inner')?.health('web-1', 'unhealthy', 'connection refused')
    mover.dispatch([allow])
    await pass(2000)
    expect(directory.member('web-1', 'admin')).toMatchObject({ port: 9090, traffic: 'production' })
    expect(door.notes()).toEqual(['admin: connection refused'])
    expect(door.reports()).toEqual([])
    balancers.get('inner')?.health('web-1', 'healthy', 'HTTP 200')
    await pass(1000)
    expect(door.reports()).toEqual(['web-1 Succeeded: Healthy: shop: answers; admin: HTTP 200'])
  })

  test('waits out a balancer that is in trouble, and says so', async () => {
    const { mover, edge, door } = await aMover()
    edge.trouble('The balancer cannot be reached: it is not running')
    mover.dispatch([allow])
    await pass(60_000)
    expect(door.notes().at(-1)).toBe('The balancer cannot be reached: it is not running')
    expect(door.reports()).toEqual([])
    edge.trouble()
    await pass(6000)
    expect(door.reports()).toHaveLength(1)
  })

  test('a command that comes twice moves once', async () => {
    const { mover, directory, edge, door } = await aMover()
    edge.health('web-1', 'unhealthy', 'HTTP 503')
    const before = directory.commits.length
    mover.dispatch([allow, allow])
    await pass(1000)
    mover.dispatch([allow])
    await pass(1000)
    edge.health('web-1', 'healthy', 'HTTP 200')
    await pass(1000)
    mover.dispatch([allow])
    await pass(1000)
    expect(directory.commits.length - before).toBe(1)
    expect(door.reports()).toHaveLength(1)
  })

  test('a command that is not granted changes nothing', async () => {
    const { mover, directory, door } = await aMover()
    door.isRefused.add(allow.id)
    mover.dispatch([allow])
    await pass(1000)
    expect(directory.member('web-1')).toBeUndefined()
    expect(door.reports()).toEqual([])
  })

  test('a host whose address nobody knows fails in words', async () => {
    const { mover, directory, door } = await aMover()
    mover.dispatch([runs('AllowTraffic', 'web-nowhere')])
    await pass(1000)
    expect(door.reports()).toEqual([
      'web-nowhere Failed: No address is known where load balancers reach web-nowhere. Enrol the host again with one.',
    ])
    expect(door.signals.at(-1)).toMatchObject({ diagnostics: { errorCode: 'UnknownError' } })
    expect(directory.member('web-nowhere')).toBeUndefined()
  })

  test('a target group that is deleted meanwhile fails it in words, and leaves the host in none of the others', async () => {
    const directory = aDirectory()
    directory.putGroup({ name: 'admin', port: 9090 })
    const { mover, edge, door } = await aMover({ directory, door: aDoor(['shop', 'admin']) })
    edge.health('web-1', 'unhealthy', 'HTTP 503')
    mover.dispatch([allow])
    await pass(1000)
    directory.removeGroup('admin')
    await pass(2000)
    expect(door.reports()).toEqual([
      'web-1 Failed: The target group admin, or its load balancer, does not exist any more.',
    ])
    expect(directory.member('web-1', 'shop')).toBeUndefined()
  })

  test('fails in words when its load balancer is deleted while it cannot be reached', async () => {
    const { mover, directory, edge, door } = await aMover()
    edge.trouble('away')
    mover.dispatch([allow])
    await pass(1000)
    directory.removeBalancer()
    await settle()
    expect(door.reports()).toEqual([
      'web-1 Failed: The target group shop, or its load balancer, does not exist any more.',
    ])
  })

  test('fails in words when the host is taken out meanwhile, though the balancer cannot be reached', async () => {
    const { mover, directory, edge, door } = await aMover()
    edge.trouble('away')
    mover.dispatch([allow])
    await pass(1000)
    directory.removeMember('web-1')
    await settle()
    expect(door.reports()).toEqual(['web-1 Failed: web-1 was taken out of shop meanwhile.'])
  })

  test('withdrawn, it leaves the host without users: what it has ends first', async () => {
    const { mover, directory, edge, door } = await aMover()
    edge.health('web-1', 'unhealthy', 'HTTP 503')
    edge.open('web-1', 1)
    mover.dispatch([allow])
    await pass(1000)
    mover.dispatch([withdraws(allow)])
    await pass(1000)
    expect(directory.member('web-1')).toMatchObject({ traffic: 'draining' })
    edge.open('web-1', 0)
    await pass(1000)
    expect(directory.member('web-1')).toBeUndefined()
    expect(edge.serves?.targetGroups[0]?.members).toEqual([])
    expect(door.reports()).toEqual([])
  })

  test('withdrawn before it was granted, it leaves a host that has users alone', async () => {
    const directory = aDirectory()
    directory.put({})
    const { mover, door } = await aMover({ directory })
    mover.dispatch([allow, withdraws(allow)])
    await pass(2000)
    expect(directory.member('web-1')).toMatchObject({ traffic: 'production' })
    expect(door.reports()).toEqual([])
  })

  test('after a restart what is owed goes on', async () => {
    const first = await aMover()
    first.edge.health('web-1', 'unhealthy', 'HTTP 503')
    first.mover.dispatch([allow])
    await pass(1000)
    await first.kill()
    const { mover, edge, directory, door } = await aMover(first)
    mover.resume()
    mover.dispatch([allow])
    await pass(1000)
    expect(door.reports()).toEqual([])
    edge.health('web-1', 'healthy', 'HTTP 200')
    await pass(1000)
    expect(door.reports()).toEqual(['web-1 Succeeded: Healthy: HTTP 200'])
    expect(directory.member('web-1')).toMatchObject({ traffic: 'production' })
  })

  test('commits that fail are tried again', async () => {
    const { mover, directory, door, faults } = await aMover()
    directory.failWrites(2)
    door.fail(1)
    mover.dispatch([allow])
    await pass(10_000)
    expect(door.reports()).toHaveLength(1)
    expect(faults).toHaveLength(3)
  })

  test('hundreds of hosts that move at once share their commits', async () => {
    const { mover, directory, door, edge } = await aMover()
    const before = directory.commits.length
    mover.dispatch(Array.from({ length: 400 }, (_, host) => runs('AllowTraffic', `web-${host}`)))
    await pass(2000)
    expect(door.reports()).toHaveLength(400)
    expect(directory.commits.length - before).toBeLessThan(5)
    expect(edge.applied.length).toBeLessThan(6)
  })

  test('hundreds of hosts that wait take turns in saying why', async () => {
    const { mover, door, edge } = await aMover()
    const hosts = Array.from({ length: 500 }, (_, host) => `web-${host}`)
    hosts.forEach((host) => edge.health(host, 'unhealthy', 'HTTP 503'))
    mover.dispatch(hosts.map((host) => runs('AllowTraffic', host)))
    await pass(700)
    expect(door.notes()).toHaveLength(200)
    await pass(10_000)
    expect(door.notes()).toHaveLength(500)
  })
})
