import { once } from 'node:events'
import { statSync } from 'node:fs'
import { createServer as createHttpServer, request as httpRequest } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startHost } from './testing/a-host.ts'
import { eventually, membersOf, startBalancer } from './testing/a-balancer.ts'
import { aWorld } from './testing/a-world.ts'
import { raw } from './testing/raw-request.ts'

const world = aWorld()
const { host, serving } = world

const get = (url = world.balancer.production) => fetch(url).then((response) => response.text())
const many = (count: number) => Promise.all(Array.from({ length: count }, () => get()))
const reasons = async () => membersOf(await world.balancer.port.observe()).map((member) => member.health.reason)
const rarely = { intervalSeconds: 300 }
const healthCheck = { path: '/health', timeoutSeconds: 2, healthyThreshold: 1, unhealthyThreshold: 1, matcher: '200' }

const measure = (targetId: string) =>
  world.balancer.port.measure({
    targetGroupName: 'storefront',
    targetIds: [targetId],
    listener: 'production',
    since: 0,
  })

describe('health', () => {
  it('says in words what a host answers, and gives it nothing', async () => {
    const well = await host('well')
    const ill = await host('ill', { health: (response) => void response.writeHead(503).end() })
    const mute = await host('mute', { health: () => undefined })
    const gone = await startHost('gone')
    await gone.kill()
    const check = { ...healthCheck, intervalSeconds: 0.1, timeoutSeconds: 1 }
    await world.balancer.apply(
      [well, ill, mute, gone].map((each) => each.member()),
      { healthCheck: check },
    )
    await world.balancer.until((observed) => membersOf(observed).every((member) => member.health.state !== 'unknown'))
    expect(await reasons()).toEqual([
      'HTTP 200 from /health',
      'HTTP 503 from /health',
      'no answer within 1 s',
      'connection refused',
    ])
    expect(new Set(await many(8))).toEqual(new Set(['well']))
  })

  it('answers 503 in clear words when nobody is healthy or registered, and tells nobody how many there are', async () => {
    const ill = await host('ill', { health: (response) => void response.writeHead(500).end() })
    await world.balancer.apply([ill.member()])
    await world.balancer.untilAll('unhealthy')
    for (const url of [world.balancer.production, world.balancer.test]) {
      const response = await fetch(url)
      expect([response.status, await response.text()]).toEqual([
        503,
        'No host can answer now. Please try again in a moment.\n',
      ])
    }
  })

  it('is kept when the desired state changes', async () => {
    const web = await host('web-1')
    await serving(web)
    web.setHealth(() => undefined)
    const before = membersOf(await world.balancer.port.observe())[0]?.health
    await world.balancer.apply([web.member({ weight: 7 })])
    expect(membersOf(await world.balancer.port.observe())[0]?.health).toEqual(before)
    expect(await get()).toBe('web-1')
  })

  it('tells whoever listens, as soon as it changes', async () => {
    const web = await host('web-1')
    await serving(web)
    const lines = changes()
    await eventually(() => lines.length >= 1)
    web.setHealth((response) => void response.writeHead(503).end())
    await eventually(() => lines.length >= 2)
    expect(lines.slice(0, 2)).toEqual(Array(2).fill(JSON.stringify({ name: world.balancer.wireName })))
  })

  function changes(): string[] {
    const lines: string[] = []
    httpRequest({ socketPath: world.balancer.socketPath, path: '/changes' }, (response) => {
      response.setEncoding('utf8').on('error', () => undefined)
      response.on('data', (text: string) => lines.push(...text.split('\n').filter((line) => line !== '')))
    }).end()
    return lines
  }
})

describe('a host that dies', () => {
  it('costs no failed request, also before a check has found out', async () => {
    const [dead, alive] = [await host('dead'), await host('alive')]
    await world.balancer.apply([dead.member(), alive.member()], { healthCheck: { ...healthCheck, ...rarely } })
    await world.balancer.untilAll('healthy')
    expect(new Set(await many(4))).toEqual(new Set(['dead', 'alive']))
    await dead.kill()
    expect(await many(10)).toEqual(Array(10).fill('alive'))
    const posts = Array.from({ length: 4 }, () => fetch(world.balancer.production, { method: 'POST', body: 'words' }))
    expect((await Promise.all(posts)).map((response) => response.status)).toEqual([200, 200, 200, 200])
  })

  it('is asked only once for what may not be done twice', async () => {
    const breaking = () => host('breaks', { answer: (request) => void request.socket.destroy() })
    const hosts = [await breaking(), await breaking()]
    await world.balancer.apply(
      hosts.map((each, index) => each.member({ targetId: `web-${index}` })),
      { healthCheck: { ...healthCheck, ...rarely } },
    )
    await world.balancer.untilAll('healthy')
    const response = await fetch(world.balancer.production, { method: 'POST', body: 'pay' })
    expect([response.status, hosts.flatMap((each) => each.seen).length]).toEqual([502, 1])
    const counted = await Promise.all(hosts.map((_, index) => measure(`web-${index}`)))
    expect(counted.map(({ requests, errors }) => requests + errors).sort()).toEqual([0, 2])
  })

  it('in the middle of an answer has answered once, not twice', async () => {
    const breaking = await host('breaks', {
      answer: (request, response) => {
        for (const each of [request, response, request.socket]) each.on('error', () => undefined)
        response.writeHead(200, { 'content-length': 100 })
        response.write('half', () => setTimeout(() => request.socket.resetAndDestroy(), 50))
      },
    })
    await serving(breaking)
    const unread = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n'
    await raw(world.balancer.productionPort, unread + 'x'.repeat(5_000_000))
    await world.balancer.untilDrained('breaks')
    expect(await measure('breaks')).toMatchObject({ requests: 1, errors: 0 })
  })
})

describe('requests', () => {
  it('are spread by weight', async () => {
    const [one, three] = [await host('one'), await host('three')]
    await world.balancer.apply([one.member({ weight: 1 }), three.member({ weight: 3 })])
    await world.balancer.untilAll('healthy')
    const answers = await many(40)
    expect(answers.filter((answer) => answer === 'one').length).toBe(10)
  })

  it('on the test listener reach the hosts under test, and no others', async () => {
    const [blue, green] = [await host('blue'), await host('green')]
    await world.balancer.apply([blue.member(), green.member({ traffic: 'test' })])
    await world.balancer.untilAll('healthy')
    expect([await get(), await get(world.balancer.test), await get(), await get(world.balancer.test)]).toEqual([
      'blue',
      'green',
      'blue',
      'green',
    ])
  })

  it('bring their bodies there and the answers back, byte for byte', async () => {
    await serving(await host('echo', { answer: (request, response) => void request.pipe(response) }))
    const body = 'ü'.repeat(1_000_000)
    expect((await fetch(world.balancer.production, { method: 'PUT', body }).then((it) => it.text())) === body).toBe(
      true,
    )
  })

  it('A12: reach registered hosts only, whatever the request line or a redirect of a check says', async () => {
    let contacts = 0
    const canary = createHttpServer((_request, response) => void response.end(`${(contacts += 1)}`))
    canary.listen(0, '127.0.0.1')
    await once(canary, 'listening')
    const address = canary.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
    const web = await host('web-1')
    const lures = await host('lures', { health: (response) => void response.writeHead(302, { location: url }).end() })
    await world.balancer.apply([web.member(), lures.member()])
    await world.balancer.until((observed) => membersOf(observed).every((member) => member.health.state !== 'unknown'))
    const head = await raw(
      world.balancer.productionPort,
      `GET ${url} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
    )
    await raw(world.balancer.productionPort, `CONNECT ${url.slice(7, -1)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect([head.startsWith('HTTP/1.1 200'), web.seen[0]?.path, contacts]).toEqual([true, `/${url}`, 0])
    expect((await reasons())[1]).toBe('HTTP 302 from /health')
    canary.close()
  })

  it('of HTTP/1.0 and those that wait for leave to send are served', async () => {
    await serving(await host('echo', { answer: (request, response) => void request.pipe(response) }))
    expect(await raw(world.balancer.productionPort, 'POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nold')).toMatch(
      /^HTTP\/1\.1 200 [^]*\r\n\r\nold$/,
    )
    const waits =
      'POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\nnew'
    expect(await raw(world.balancer.productionPort, waits)).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK[^]*new/,
    )
  })

  it('that clients give up count for nobody, and end at the host', async () => {
    let hasEnded = false
    const web = await host('mute', { answer: (request) => void request.socket.on('close', () => (hasEnded = true)) })
    await serving(web)
    const end = new AbortController()
    const given = fetch(world.balancer.production, { signal: end.signal }).catch((error: unknown) => error)
    await eventually(() => web.seen.length === 1)
    end.abort()
    await given
    await eventually(() => hasEnded)
    await world.balancer.untilDrained('mute')
    expect(await measure('mute')).toEqual({ requests: 0, errors: 0, requestsPerSecond: 0 })
  })
})

describe('the control socket', () => {
  it('is open to our own user only', () => {
    expect(statSync(world.balancer.socketPath).mode & 0o777).toBe(0o600)
  })

  it('is reached in a data folder of any length', async () => {
    const deep = await startBalancer({ folder: join('x'.repeat(90), 'y'.repeat(90)) })
    onTestFinished(deep.remove)
    const web = await host('web-1')
    await deep.apply([web.member()])
    await deep.untilAll('healthy')
    expect(await fetch(deep.production).then((response) => response.text())).toBe('web-1')
  })

  it('takes a fleet as large as the quota of an account', async () => {
    const web = await host('web-1')
    const name = 'x'.repeat(90)
    const fleet = Array.from({ length: 20_000 }, (_, index) =>
      web.member({ targetId: `${name}-${index}`, drainingSince: Date.now() }),
    )
    await world.balancer.apply(fleet)
    expect(membersOf(await world.balancer.port.observe()).length).toBe(20_000)
  })

  it('refuses what makes no sense, and goes on', async () => {
    const nonsense = { ...world.balancer.desired([]), listeners: { production: 70_000 } }
    await expect(world.balancer.port.apply(nonsense)).rejects.toThrow('The balancer refused')
    await expect(world.balancer.port.observe()).rejects.toThrow('does not know web')
    await serving(await host('web-1'))
    expect(await get()).toBe('web-1')
  })
})

describe('a listener', () => {
  it('says that its port is taken, and takes it when it is free', async () => {
    const squatter = createServer().listen(world.balancer.productionPort, '127.0.0.1')
    await once(squatter, 'listening')
    const web = await host('web-1')
    await world.balancer.apply([web.member()])
    const { listeners } = await world.balancer.port.observe()
    expect(listeners.map((each) => each.error)).toEqual([`port ${world.balancer.productionPort} is in use`, undefined])
    squatter.close()
    await world.balancer.until((observed) => observed.listeners.every((each) => each.error === undefined))
    await world.balancer.untilAll('healthy')
    expect(await get()).toBe('web-1')
  })

  it('moves to another port, and goes when there is none', async () => {
    const web = await host('web-1')
    await serving(web)
    const { production, test } = { production: world.balancer.testPort, test: world.balancer.productionPort }
    await world.balancer.apply([web.member()], { listeners: { production, test } })
    const { listeners } = await world.balancer.port.observe()
    expect(listeners.map(({ kind, port, error }) => [kind, port, error])).toEqual([
      ['production', production, undefined],
      ['test', test, undefined],
    ])
    expect(await get(world.balancer.test)).toBe('web-1')
    await world.balancer.apply([web.member()], { listeners: { production } })
    await expect(fetch(world.balancer.production)).rejects.toThrow('fetch failed')
  })

  it('is gone when the balancer was removed, also after a restart', async () => {
    await serving(await host('web-1'))
    await world.balancer.port.remove()
    await expect(fetch(world.balancer.production)).rejects.toThrow('fetch failed')
    await world.balancer.kill()
    await world.balancer.restart()
    await expect(world.balancer.port.observe()).rejects.toThrow('does not know web')
  })
})

describe('the end', () => {
  it('comes with the parent', async () => {
    const ended = once(world.balancer.child(), 'exit')
    world.balancer.child().disconnect()
    expect(await ended).toEqual([0, null])
  })

  it('lets open requests end on SIGTERM, and takes no new ones', async () => {
    const slow = await host('slow', { delayMs: 300 })
    await serving(slow)
    const open = get()
    await eventually(() => slow.seen.length === 1)
    const ended = once(world.balancer.child(), 'exit')
    world.balancer.child().kill('SIGTERM')
    expect([await open, await ended]).toEqual(['slow', [0, null]])
  })
})
