import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '@sluice/store'
import { largeScenario, runSeed, scenarioOf } from './index.ts'
import { live } from './simulation.ts'

const seeds = 1000

describe('a thousand seeds', () => {
  const met = new Set<string>()

  it('every rule holds after every fact, and everything ends', { timeout: 900_000 }, async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { broken, ledger } = await live(scenarioOf(seed))
      expect(broken, `seed ${seed}: npm run simulate -- --seed ${seed}`).toBeUndefined()
      for (const { spec, end } of ledger.deployments()) {
        const kind = spec.blueGreen?.kind ?? (spec.zones === undefined ? 'in place' : 'by zones')
        met.add(`${kind} ${end?.status}`)
        met.add(`${spec.creator} ${end?.status}`)
        if (end?.rollback?.deploymentId !== undefined) met.add(`${kind} goes back`)
        if (end?.error !== undefined) met.add(end.error.code)
      }
    }
  })

  it('they meet every ending of every kind of deployment', () => {
    const kinds = ['in place', 'by zones', 'forward', 'trafficBack']
    const endings = ['Succeeded', 'Failed', 'Stopped']
    const wanted = kinds.flatMap((kind) => endings.map((ending) => `${kind} ${ending}`))
    const others = ['in place', 'by zones', 'forward'].map((kind) => `${kind} goes back`)
    const unasked = ['autoscaling', 'CodeDeployAutoUpdate'].flatMap((creator) => [
      `${creator} Succeeded`,
      `${creator} Failed`,
    ])
    const codes = ['HEALTH_CONSTRAINTS', 'HEALTH_CONSTRAINTS_INVALID', 'NO_INSTANCES', 'MANUAL_STOP', 'TIMEOUT']
    expect(
      [...wanted, ...others, ...unasked, ...codes, 'INSTANCE_PROVISIONING_FAILED'].filter((one) => !met.has(one)),
    ).toEqual([])
  })
})

it('a fleet of hundreds keeps every rule, and its facts are so many a host', async () => {
  const hosts = 300
  const verdict = await runSeed(1, { scenario: largeScenario(hosts) })
  expect(verdict).toMatchObject({ ok: true, deployments: 1 })
  // Seven grants, seven results and the success of each host; starts come in batches.
  expect(verdict.ok && verdict.events).toBeGreaterThan(15 * hosts)
})

describe('a seed', () => {
  it('is the same log each time', async () => {
    for (const seed of [3, 17, 42, 99]) expect(await runSeed(seed)).toEqual(await runSeed(seed))
  })

  it('is another log than that of another seed', async () => {
    const hashes = await Promise.all([3, 17, 42, 99].map(hashOf))
    expect(new Set(hashes).size).toBe(4)
  })

  it('is the same log on another store', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-seeds-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    for (const seed of [3, 17, 42, 99]) {
      const store = openSqliteStore(join(folder, `${seed}.sqlite`))
      expect(await runSeed(seed, { store })).toEqual(await runSeed(seed))
      await store.close()
    }
  })
})

async function hashOf(seed: number): Promise<string> {
  const verdict = await runSeed(seed)
  return verdict.ok ? verdict.hash : ''
}
