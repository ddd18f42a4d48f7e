/** What a crash costs: nothing that was known before it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Host, type HostOptions, startHost } from './testing/a-host.ts'
import { embedded, eventually, membersOf, type Running, startBalancer } from './testing/a-balancer.ts'

let balancer: Running
let ends: (() => Promise<unknown>)[]
beforeEach(async () => {
  balancer = await startBalancer()
  ends = []
})
afterEach(async () => {
  await balancer.remove()
  await Promise.all(ends.map((end) => end().catch(() => undefined)))
})

async function host(name: string, options?: HostOptions): Promise<Host> {
  const started = await startHost(name, options)
  ends.push(started.kill)
  return started
}

async function serving(...hosts: Host[]): Promise<void> {
  await balancer.apply(hosts.map((each) => each.member()))
  await balancer.untilAll('healthy')
}

const get = () => fetch(balancer.production).then((response) => response.text())
const many = (count: number) => Promise.all(Array.from({ length: count }, get))

describe('after kill -9', () => {
  it('serves the same hosts with the same weights before anybody speaks to it', async () => {
    const [one, three] = [await host('one'), await host('three')]
    await balancer.apply([one.member({ weight: 1 }), three.member({ weight: 3 })])
    await balancer.untilAll('healthy')
    const before = await keptHealth()
    for (const each of [one, three]) each.setHealth(() => undefined)
    await balancer.kill()
    await balancer.restart()
    const answers = await many(20)
    expect(answers.filter((answer) => answer === 'one').length).toBe(5)
    expect(await balancer.port.observe()).toEqual(before)
  })

  it('believes the first check more than what it remembers', async () => {
    const web = await host('web-1')
    await serving(web)
    await keptHealth()
    await balancer.kill()
    web.setHealth((response) => void response.writeHead(503).end())
    await balancer.restart()
    await balancer.untilAll('unhealthy')
    expect((await fetch(balancer.production)).status).toBe(503)
  })

  it('goes on with the others when the state of one cannot be read', async () => {
    const web = await host('web-1')
    await serving(web)
    await keptHealth()
    await balancer.kill()
    writeFileSync(join(balancer.data, 'balancer', 'torn.json'), '{"desired":')
    await balancer.restart()
    await eventually(async () => (await get()) === 'web-1')
    await expect(embedded(balancer.socketPath, 'torn').observe()).rejects.toThrow('nothing was applied yet')
  })

  /** Health is written down a moment after it changed; the desired state before it is acknowledged. */
  async function keptHealth() {
    const observed = await balancer.port.observe()
    const file = join(balancer.data, 'balancer', `${balancer.wireName}.json`)
    const hosts = membersOf(observed).length
    await eventually(() => Object.keys(JSON.parse(readFileSync(file, 'utf8')).healthy).length === hosts)
    return observed
  }
})
