import { afterEach, beforeEach, expect, it } from 'vitest'
import WebSocket from 'ws'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Host, startHost } from './testing/a-host.ts'
import { eventually, membersOf, type Running, startBalancer } from './testing/a-balancer.ts'
import { loadWhile } from './testing/load.ts'

const enough = process.env['SLUICE_SLOW'] === '1' ? 60_000 : 5_000
const limit = enough === 5_000 ? 60_000 : 600_000

let balancer: Running
let hosts: Host[]
beforeEach(async () => {
  balancer = await startBalancer()
  hosts = []
})
afterEach(async () => {
  await balancer.remove()
  await Promise.all(hosts.map((host) => host.kill().catch(() => undefined)))
})

async function fleet(...names: string[]): Promise<Host[]> {
  hosts = await Promise.all(names.map((name) => startHost(name, { delayMs: 3 })))
  return hosts
}

const production = (host: Host) => host.member()
const test = (host: Host) => host.member({ traffic: 'test' })
const draining = (host: Host) => host.member({ traffic: 'draining' })
const served = (host: Host, atLeast = 1) => eventually(() => host.seen.length >= atLeast)

it(
  'replaces every host of a fleet in place under load, and no request fails',
  async () => {
    const fresh = await fleet('web-1', 'web-2', 'web-3')
    await balancer.apply(fresh.map(production))
    await balancer.untilAll('healthy')
    const late: number[] = []
    const result = await loadWhile(balancer.production, enough, async () => {
      for (const host of fresh) {
        await served(host, 200)
        const others = hosts.filter((each) => each.name !== host.name)
        const acknowledgedAt = await balancer.apply([...others.map(production), draining(host)])
        await balancer.untilDrained(host.name)
        await host.kill()
        late.push(...host.seen.map((request) => request.sentAt).filter((sentAt) => sentAt > acknowledgedAt))
        const next = await startHost(host.name, { port: host.port, delayMs: 3 })
        hosts = [...others, next]
        await balancer.apply(hosts.map(production))
        await balancer.untilAll('healthy')
        await served(next, 50)
      }
    })
    expect(result.requests).toBeGreaterThanOrEqual(enough)
    expect({ failed: result.failed, late }).toEqual({ failed: 0, late: [] })
  },
  limit,
)

it(
  'moves traffic from blue to green and back under load: no request fails, none that began later reaches the old side',
  async () => {
    const [blue1, blue2, green1, green2] = await fleet('blue-1', 'blue-2', 'green-1', 'green-2')
    if (!blue1 || !blue2 || !green1 || !green2) throw new Error('four hosts')
    const blue = [blue1, blue2] as const
    const green = [green1, green2] as const
    await balancer.apply([...blue.map(production), ...green.map(test)])
    await balancer.untilAll('healthy')
    const late: number[] = []
    const result = await loadWhile(balancer.production, enough, async () => {
      for (const [from, to] of [
        [blue, green],
        [green, blue],
        [blue, green],
      ] as const) {
        await served(from[0], from[0].seen.length + 200)
        const acknowledgedAt = await balancer.apply([...from.map(draining), ...to.map(production)])
        await balancer.untilDrained(...from.map((host) => host.name))
        const sent = from.flatMap((host) => host.seen.map((request) => request.sentAt))
        late.push(...sent.filter((sentAt) => sentAt > acknowledgedAt))
        await served(to[0], to[0].seen.length + 50)
        const after = from.flatMap((host) => host.seen.map((request) => request.sentAt))
        late.push(...after.slice(sent.length))
        await balancer.apply([...from.map(test), ...to.map(production)])
      }
      await Promise.all(blue.map((host) => host.kill()))
    })
    expect(result.requests).toBeGreaterThanOrEqual(enough)
    expect({ failed: result.failed, late }).toEqual({ failed: 0, late: [] })
    expect(green1.seen.length).toBeGreaterThan(0)
  },
  limit,
)

it(
  'fails requests when a host is cut off instead of drained',
  async () => {
    const [web1, web2] = await fleet('web-1', 'web-2')
    if (!web1 || !web2) throw new Error('two hosts')
    await balancer.apply([web1, web2].map(production), { drainSeconds: 0 })
    await balancer.untilAll('healthy')
    const result = await loadWhile(balancer.production, 2_000, async () => {
      for (let cut = 0; cut < 5; cut++) {
        await served(web1, web1.seen.length + 20)
        await balancer.apply([draining(web1), production(web2)], { drainSeconds: 0 })
        await balancer.apply([production(web1), production(web2)], { drainSeconds: 0 })
      }
    })
    expect(result.failed).toBeGreaterThan(0)
  },
  limit,
)

it('lets a host that was removed end what it has, and gives it nothing new', async () => {
  const [web1, web2] = await fleet('web-1', 'web-2')
  if (!web1 || !web2) throw new Error('two hosts')
  const slow = await startHost('slow', { delayMs: 300 })
  hosts.push(slow)
  await balancer.apply([production(slow)])
  await balancer.untilAll('healthy')
  const open = fetch(balancer.production)
  await served(slow)
  await balancer.apply([production(web2)])
  expect(await (await open).text()).toBe('slow')
  await balancer.untilAll('healthy')
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => fetch(balancer.production).then((it) => it.text())),
  )
  expect([answers.filter((answer) => answer !== 'web-2'), slow.seen.length]).toEqual([[], 1])
})

it('ends what it has also on a host that was removed and is back, and counts it', async () => {
  const slow = await startHost('slow', { delayMs: 500 })
  hosts.push(slow)
  await balancer.apply([production(slow)])
  await balancer.untilAll('healthy')
  const open = fetch(balancer.production)
  await served(slow)
  await balancer.apply([])
  await balancer.apply([draining(slow)])
  const observed = await balancer.port.observe()
  expect(observed.targetGroups[0]?.members.map((member) => member.open)).toEqual([1])
  expect(await (await open).text()).toBe('slow')
  await balancer.untilDrained('slow')
})

it('is still seen with its requests after it was removed, until the last has ended', async () => {
  const slow = await startHost('slow', { delayMs: 500 })
  hosts.push(slow)
  await balancer.apply([production(slow)])
  await balancer.untilAll('healthy')
  const open = fetch(balancer.production)
  await served(slow)
  await balancer.apply([])
  expect(membersOf(await balancer.port.observe())).toMatchObject([{ targetId: 'slow', traffic: 'draining', open: 1 }])
  expect(await (await open).text()).toBe('slow')
  await balancer.until((observed) => membersOf(observed).length === 0)
})

it('counts requests of a host at its earlier address too', async () => {
  const [slow, moved] = [await startHost('slow', { delayMs: 500 }), await startHost('moved')]
  hosts.push(slow, moved)
  await balancer.apply([slow.member({ targetId: 'web-1' })])
  await balancer.untilAll('healthy')
  const open = fetch(balancer.production)
  await served(slow)
  await balancer.apply([moved.member({ targetId: 'web-1' })])
  expect(membersOf(await balancer.port.observe())).toMatchObject([{ targetId: 'web-1', port: moved.port, open: 1 }])
  expect(await (await open).text()).toBe('slow')
  await balancer.untilDrained('web-1')
})

it('gives a host that had users until now all of the drain time, however late the word comes', async () => {
  const slow = await startHost('slow', { delayMs: 500 })
  hosts.push(slow)
  await balancer.apply([production(slow)])
  await balancer.untilAll('healthy')
  const open = fetch(balancer.production)
  await served(slow)
  const longAgo = slow.member({ traffic: 'draining', drainingSince: Date.now() - 3_600_000 })
  await balancer.apply([longAgo])
  await balancer.apply([longAgo])
  await balancer.apply([])
  expect([(await open).status, await (await open).text()]).toEqual([200, 'slow'])
})

it('gives no second drain time to a host that is removed while it drains', async () => {
  const stuck = await startHost('stuck', { answer: () => undefined })
  hosts.push(stuck)
  await balancer.apply([production(stuck)])
  await balancer.untilAll('healthy')
  fetch(balancer.production).catch(() => undefined)
  await served(stuck)
  await balancer.apply([draining(stuck)])
  await pause(5)
  const before = Date.now()
  await balancer.apply([])
  const [left] = membersOf(await balancer.port.observe())
  expect(left).toMatchObject({ targetId: 'stuck', open: 1 })
  expect(left?.drainingSince).toBeLessThan(before)
})

it('keeps a WebSocket of a draining host open until the deadline, then cuts it', async () => {
  const [web1, web2] = await fleet('web-1', 'web-2')
  if (!web1 || !web2) throw new Error('two hosts')
  await balancer.apply([production(web1)])
  await balancer.untilAll('healthy')
  const socket = await openSocket()
  expect(await echo(socket, 'before')).toBe('web-1: before')
  await balancer.apply([draining(web1), production(web2)])
  await balancer.untilAll('healthy')
  expect(await echo(socket, 'while draining')).toBe('web-1: while draining')
  const newcomer = await openSocket()
  expect(await echo(newcomer, 'hello')).toBe('web-2: hello')
  const observed = await balancer.port.observe()
  expect(observed.targetGroups[0]?.members.map((member) => member.open)).toEqual([1, 1])
  const cut = once(socket, 'close')
  await balancer.apply([draining(web1), production(web2)], { drainSeconds: 0 })
  await cut
  expect(await echo(newcomer, 'still here')).toBe('web-2: still here')
  await balancer.untilDrained('web-1')
  newcomer.terminate()
})

async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(balancer.production.replace('http', 'ws'))
  await once(socket, 'open')
  return socket
}

async function echo(socket: WebSocket, words: string): Promise<string> {
  const answer = once(socket, 'message')
  socket.send(words)
  return String((await answer)[0])
}
