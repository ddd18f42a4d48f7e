/** Clients that take their time. Slow, because the limits are. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Host, startHost } from './testing/a-host.ts'
import { type Running, startBalancer } from './testing/a-balancer.ts'

let balancer: Running
let big: Host
const body = Buffer.alloc(16 * 1024 * 1024, 'x')
beforeEach(async () => {
  balancer = await startBalancer()
  big = await startHost('big', { answer: ({ url }, response) => void response.end(url === '/big' ? body : 'small') })
  await balancer.apply([big.member()])
  await balancer.untilAll('healthy')
})
afterEach(async () => {
  await balancer.remove()
  await big.kill()
})

function dial(text: string): Socket {
  const socket = connect(balancer.productionPort, '127.0.0.1', () => socket.write(text))
  return socket.on('error', () => undefined)
}

it('cuts those whose head does not come within 10 s, and serves the others meanwhile', async () => {
  const slow = Array.from({ length: 200 }, () => dial('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '))
  const cut = Promise.all(slow.map((socket) => once(socket.resume(), 'close')))
  const drip = setInterval(() => slow.forEach((socket) => socket.write('x')), 1_000)
  for (let request = 0; request < 20; request++) expect((await fetch(balancer.production)).status).toBe(200)
  await cut
  clearInterval(drip)
})

it.runIf(process.platform === 'linux')(
  'keeps in memory what those who do not read have not read: a little, not all',
  async () => {
    const before = residentMegabytes()
    const stuck = Array.from({ length: 20 }, () => dial('GET /big HTTP/1.1\r\nHost: x\r\n\r\n').pause())
    await balancer.until((observed) => observed.targetGroups[0]?.members[0]?.open === stuck.length)
    for (let request = 0; request < 200; request++) await (await fetch(balancer.production)).text()
    expect(residentMegabytes() - before).toBeLessThan((stuck.length * body.length) / 1024 / 1024 / 4)
    for (const socket of stuck) socket.destroy()
    await balancer.untilDrained('big')
  },
)

function residentMegabytes(): number {
  const status = readFileSync(`/proc/${balancer.child().pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}
