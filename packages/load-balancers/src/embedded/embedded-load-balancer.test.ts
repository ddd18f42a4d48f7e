/** What goes wrong on the wire, in words. The balancer process itself is tested in apps/balancer, over this very client. */
import type { DesiredBalancer } from '@sluice/model'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BalancerTrouble } from '../load-balancer.ts'
import { aLoadBalancer } from '../testing/a-directory.ts'
import { createEmbeddedLoadBalancer, embeddedClient, followBalancerChanges, servedByEmbedded } from './index.ts'
import { balancerSocketPath } from './wire.ts'

let data: string
let servers: Server[]
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sluice-wire-'))
  servers = []
})
afterEach(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  rmSync(data, { recursive: true })
})

/** A process that answers as it is told. */
async function listen(answer: RequestListener, folder = data): Promise<string> {
  const socketPath = balancerSocketPath(folder)
  mkdirSync(dirname(socketPath), { recursive: true })
  const server = createServer(answer)
  const workingFolder = process.cwd()
  process.chdir(dirname(socketPath))
  server.listen(basename(socketPath))
  process.chdir(workingFolder)
  await once(server, 'listening')
  servers.push(server)
  return socketPath
}

const saying = (status: number, body: string) =>
  listen((_request, response) => void response.writeHead(status).end(body))

function troubleOf(socketPath: string): Promise<unknown> {
  return createEmbeddedLoadBalancer({ socketPath, name: 'web' })
    .observe()
    .catch((error: unknown) => error)
}

const observed = { name: 'web', generation: 3, listeners: [], targetGroups: [] }

it('says in words that the process is not running, and that asking again makes sense', async () => {
  const message = 'The balancer process cannot be reached: it is not running'
  expect(await troubleOf(balancerSocketPath(data))).toMatchObject({ name: 'BalancerTrouble', message, retryable: true })
})

it.each([
  [500, '{"error":"no space left on device"}', 'The balancer refused: no space left on device', true],
  [
    404,
    '{"error":"there is no balancer web"}',
    'The balancer process does not know web: nothing was applied yet.',
    true,
  ],
  [400, '{"error":"port must be a number"}', 'The balancer refused: port must be a number', false],
  [200, '<html>', 'The balancer process answered what this version does not understand.', false],
  [200, '{"generation":"three"}', 'The balancer process answered what this version does not understand.', false],
])('answer %i %s means: %s', async (status, body, message, retryable) => {
  const trouble = await troubleOf(await saying(status, body))
  expect(trouble).toBeInstanceOf(BalancerTrouble)
  expect(trouble).toMatchObject({ message, retryable })
})

it('says so when the process ends while it is asked', async () => {
  const socketPath = await listen((request) => void request.socket.destroy())
  expect(await troubleOf(socketPath)).toMatchObject({ message: expect.stringContaining('it ended while it was asked') })
})

it('sends the state under the name of its balancer', async () => {
  const asked: string[] = []
  const socketPath = await listen((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    request
      .on('data', (bytes: Buffer) => asked.push(bytes.toString()))
      .on('end', () => response.end('{"generation":1}'))
  })
  const desired: DesiredBalancer = {
    name: 'anything',
    generation: 1,
    listeners: { production: 80 },
    healthCheck: {
      path: '/',
      intervalSeconds: 1,
      timeoutSeconds: 1,
      healthyThreshold: 1,
      unhealthyThreshold: 1,
      matcher: '200',
    },
    drainSeconds: 1,
    targetGroups: [],
  }
  await createEmbeddedLoadBalancer({ socketPath, name: 'a=b@c' }).apply(desired)
  expect(asked).toEqual(['PUT /balancers/a%3Db%40c', JSON.stringify({ ...desired, name: 'a=b@c' })])
})

it('keeps balancers of the same name in two accounts apart, however long the name', async () => {
  const asked: string[] = []
  const socketPath = await listen((request, response) => {
    asked.push(decodeURIComponent(request.url ?? ''))
    response.end(JSON.stringify({ ...observed, name: 'whatever' }))
  })
  const long = 'x'.repeat(100)
  for (const accountId of ['000000000001', '000000000002']) {
    for (const name of ['web', long]) {
      const balancer = createEmbeddedLoadBalancer({ socketPath, name, accountId })
      expect((await balancer.observe()).name).toBe(name)
    }
  }
  expect(asked.slice(0, 1)).toEqual(['/balancers/000000000001+web'])
  expect(new Set(asked).size).toBe(4)
  expect(asked.every((path) => path.length <= '/balancers/'.length + 100)).toBe(true)
})

it('tells all that the process serves by their names on the wire, and removes the one it is told to', async () => {
  const asked: string[] = []
  const names = ['000000000001+web', '000000000002+web', 'web']
  const socketPath = await listen((request, response) => {
    asked.push(`${request.method} ${decodeURIComponent(request.url ?? '')}`)
    const balancers = names.map((name) => ({ ...observed, name }))
    response.end(JSON.stringify(request.method === 'GET' ? { balancers } : {}))
  })
  const client = embeddedClient(socketPath)
  const served = await servedByEmbedded(client)
  expect(served.map((each) => each.isOf(aLoadBalancer({ name: 'web' })))).toEqual([true, false, false])
  expect(served.some((each) => each.isOf(aLoadBalancer({ name: 'web', kind: 'haproxy' })))).toBe(false)
  await served[2]?.remove()
  expect(asked).toEqual(['GET /balancers', 'DELETE /balancers/web'])
  await client.close()
})

it('reaches a socket whose path is longer than the address of a socket', async () => {
  const socketPath = await listen(
    (_request, response) => void response.end(JSON.stringify(observed)),
    join(data, 'x'.repeat(100), 'y'.repeat(100)),
  )
  expect(await createEmbeddedLoadBalancer({ socketPath, name: 'web' }).observe()).toEqual(observed)
})

it('hears of changes, also after the process was away', async () => {
  const heard: string[] = []
  const hears = (name: string) => new Promise<void>((resolve) => void waiting.set(name, resolve))
  const waiting = new Map<string, () => void>()
  const telling = (name: string): RequestListener => {
    return (_request, response) => void response.write(`${JSON.stringify({ name })}\n\n`)
  }
  const [first, second] = [hears('first'), hears('second')]
  const socketPath = await listen(telling('first'))
  const stop = followBalancerChanges({
    socketPath,
    onChanged(name) {
      heard.push(name)
      waiting.get(name)?.()
    },
  })
  await first
  const server = servers.pop()
  server?.close()
  server?.closeAllConnections()
  rmSync(socketPath, { force: true })
  await listen(telling('second'))
  await second
  stop()
  expect(heard).toEqual(['first', 'second'])
})
