/** What the heads of requests and answers may say, and what is made of it. */
import { request as httpRequest, Agent } from 'node:http'
import { expect, it } from 'vitest'
import { type HostOptions } from './testing/a-host.ts'

import { aWorld } from './testing/a-world.ts'
import { raw } from './testing/raw-request.ts'

const world = aWorld()
const { host, serving } = world

it('says who asked and for what, and nothing of the connection', async () => {
  const web = await host('web-1')
  await serving(web)
  await ask({ 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https', connection: 'x-secret', 'x-secret': '1' })
  const { headers } = web.seen[0] ?? { headers: {} }
  expect(headers).toMatchObject({
    host: 'shop.example',
    'x-forwarded-for': '192.0.2.1, 127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': 'shop.example',
    'x-forwarded-port': String(world.balancer.productionPort),
  })
  expect(headers).not.toHaveProperty('x-secret')
})

it('passes on no claim of who asked, and how, but the list that it appends to', async () => {
  const web = await host('web-1')
  await serving(web)
  await ask({ forwarded: 'for=10.0.0.1;proto=https', 'x-real-ip': '10.0.0.1' })
  const headers = web.seen[0]?.headers
  expect([headers?.forwarded, headers?.['x-real-ip']]).toEqual([undefined, '127.0.0.1'])
})

it('keeps the name of the service, also when `Connection` names it', async () => {
  const web = await host('web-1')
  await serving(web)
  await ask({ connection: 'host, content-length' })
  expect(web.seen[0]?.headers).toMatchObject({ host: 'shop.example', 'x-forwarded-host': 'shop.example' })
})

/** Checked once. */
const onceHealthy = {
  path: '/health',
  intervalSeconds: 300,
  timeoutSeconds: 2,
  healthyThreshold: 1,
  unhealthyThreshold: 1,
  matcher: '200',
}

it('lets go of an idle connection before the host does, and tells the client nothing of it', async () => {
  const web = await host('web-1', { answer: (_request, response) => void response.end('x') })
  web.server.keepAliveTimeout = 1_000
  let connections = 0
  web.server.on('connection', () => (connections += 1))
  await world.balancer.apply([web.member()], { healthCheck: onceHealthy })
  await world.balancer.untilAll('healthy')
  const before = connections
  const agent = new Agent({ keepAlive: true })
  const answers = [await ask({}, agent), await ask({}, agent)]
  agent.destroy()
  expect([connections - before, answers.map((answer) => answer.keepAlive)]).toEqual([2, [undefined, undefined]])
})

it('keeps the connection of the client when a host closes its own', async () => {
  const answer: HostOptions['answer'] = (_request, response) => void response.setHeader('connection', 'close').end('x')
  await serving(await host('closes', { answer }))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const first = await ask({}, agent)
  const second = await ask({}, agent)
  expect([first.connection, second.isReused]).toEqual(['keep-alive', true])
  agent.destroy()
})

it('answers in HTTP/1.1 whoever wishes for another protocol than WebSockets', async () => {
  const web = await host('echo', { answer: (request, response) => void request.pipe(response) })
  await serving(web)
  const wish = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n'
  const first = `POST /first HTTP/1.1\r\nHost: x\r\n${wish}Content-Length: 5\r\n\r\nhello`
  const answer = await raw(
    world.balancer.productionPort,
    `${first}GET /second HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
  )
  expect(answer.match(/^HTTP\/1\.1 200 OK/gm)).toHaveLength(2)
  expect(answer).toContain('hello')
  expect(web.seen.map((request) => [request.method, request.path, request.headers.upgrade])).toEqual([
    ['POST', '/first', undefined],
    ['GET', '/second', undefined],
  ])
})

it('refuses one of more than 32 kB', async () => {
  await serving(await host('web-1'))
  const answer = await raw(
    world.balancer.productionPort,
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 431 /)
})

function ask(headers: Record<string, string>, agent?: Agent) {
  return new Promise<{ connection: string | undefined; keepAlive: unknown; isReused: boolean }>((resolve, reject) => {
    const options = { headers: { host: 'shop.example', ...headers }, ...(agent && { agent }) }
    const asking = httpRequest(world.balancer.production, options, (response) => {
      response.resume().on('end', () => {
        const { connection, 'keep-alive': keepAlive } = response.headers
        resolve({ connection, keepAlive, isReused: asking.reusedSocket })
      })
    })
    asking.on('error', reject).end()
  })
}
