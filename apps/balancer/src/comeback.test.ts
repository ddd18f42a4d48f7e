/** What a crash costs: nothing that was known before it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { embedded, eventually, membersOf } from './testing/a-balancer.ts'
import { aWorld } from './testing/a-world.ts'

const world = aWorld()
const { host, serving } = world

const get = () => fetch(world.balancer.production).then((response) => response.text())
const many = (count: number) => Promise.all(Array.from({ length: count }, get))

describe('after kill -9', () => {
  it('serves the same hosts with the same weights before anybody speaks to it', async () => {
    const [one, three] = [await host('one'), await host('three')]
    await world.balancer.apply([one.member({ weight: 1 }), three.member({ weight: 3 })])
    await world.balancer.untilAll('healthy')
    const before = await keptHealth()
    for (const each of [one, three]) each.setHealth(() => undefined)
    await world.balancer.kill()
    await world.balancer.restart()
    const answers = await many(20)
    expect(answers.filter((answer) => answer === 'one').length).toBe(5)
    expect(await world.balancer.port.observe()).toEqual(before)
  })

  it('believes the first check more than what it remembers', async () => {
    const web = await host('web-1')
    await serving(web)
    await keptHealth()
    await world.balancer.kill()
    web.setHealth((response) => void response.writeHead(503).end())
    await world.balancer.restart()
    await world.balancer.untilAll('unhealthy')
    expect((await fetch(world.balancer.production)).status).toBe(503)
  })

  it('goes on with the others when the state of one cannot be read', async () => {
    const web = await host('web-1')
    await serving(web)
    await keptHealth()
    await world.balancer.kill()
    writeFileSync(join(world.balancer.data, 'balancer', 'torn.json'), '{"desired":')
    await world.balancer.restart()
    await eventually(async () => (await get()) === 'web-1')
    await expect(embedded(world.balancer.socketPath, 'torn').observe()).rejects.toThrow('nothing was applied yet')
  })

  /** Health is written down a moment after it changed; the desired state before it is acknowledged. */
  async function keptHealth() {
    const observed = await world.balancer.port.observe()
    const file = join(world.balancer.data, 'balancer', `${world.balancer.wireName}.json`)
    const hosts = membersOf(observed).length
    await eventually(() => Object.keys(JSON.parse(readFileSync(file, 'utf8')).healthy).length === hosts)
    return observed
  }
})
