/** When `GET /healthz` says that all is well, and what it says otherwise. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { aServer, type TestServer } from './testing/a-server.ts'

async function health({ url }: TestServer) {
  const answer = await fetch(`${url}/healthz`)
  return [answer.status, await answer.json()]
}

const well = [200, { status: 'ok' }]
const without = [503, { status: 'unwell', reasons: ['the balancer does not answer'] }]

test('under a supervisor the balancer beside it must answer', async () => {
  const server = await aServer({ SLUICE_SUPERVISED_FROM: 'anywhere' })
  expect(await health(server)).toEqual(without)
  const balancer = createServer((_request, response) => response.end('{"balancers":0}'))
  await new Promise<void>((resolve) => balancer.listen(join(server.folder, 'run/balancer.sock'), resolve))
  onTestFinished(() => void balancer.close())
  expect(await health(server)).toEqual(well)
  balancer.closeAllConnections()
  await new Promise((resolve) => balancer.close(resolve))
  expect(await health(server)).toEqual(without)
})

test('something else that listens in the balancer’s place does not count', async () => {
  const server = await aServer({ SLUICE_SUPERVISED_FROM: 'anywhere' })
  const stranger = createServer((_request, response) => response.end('welcome'))
  await new Promise<void>((resolve) => stranger.listen(join(server.folder, 'run/balancer.sock'), resolve))
  onTestFinished(() => void stranger.close())
  expect(await health(server)).toEqual(without)
  stranger.closeAllConnections()
})

test('a server that was started alone is well without a balancer', async () => {
  expect(await health(await aServer())).toEqual(well)
})

test('what is missing is named, all of it', async () => {
  const server = await aServer({ SLUICE_SUPERVISED_FROM: 'anywhere', SLUICE_FLEET: '1' })
  const reasons = ['the balancer does not answer', 'local-1 is not connected']
  expect(await health(server)).toEqual([503, { status: 'unwell', reasons }])
})
