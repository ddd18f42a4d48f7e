import { openMemoryStore } from '@sluice/store'
import { describe, expect, it } from 'vitest'
import { runSeed, scenarioOf, type Scenario, type Step } from './index.ts'
import type { Boundary } from './scenario/scenario.ts'
import { live } from './simulation.ts'

/** In place and back again; blue/green whose users go back; hosts that come while something runs get what follows on it. */
const lives = [152, 107, 629]
const boundaries: readonly Boundary[] = ['beforeCommit', 'afterCommit', 'published', 'dispatching']

describe('a service that dies', () => {
  it.each(boundaries)('at any commit (%s) loses nothing and ends what ran', { timeout: 120_000 }, async (boundary) => {
    for (const seed of lives) {
      const calm = withoutFaults(scenarioOf(seed))
      const commits = await commitsOf(calm)
      expect(commits).toBeGreaterThan(20)
      for (let commit = 1; commit <= commits; commit += 1) {
        const crash: Step = { kind: 'serviceCrash', commit, boundary, downMilliseconds: 1500 }
        const verdict = await runSeed(seed, { scenario: { ...calm, steps: [...calm.steps, crash] } })
        expect(verdict, `seed ${seed}, commit ${commit}`).toMatchObject({ ok: true })
      }
    }
  })

  it('again and again, before it has done anything, goes on all the same', async () => {
    const calm = withoutFaults(scenarioOf(7))
    const crashes = boundaries.flatMap((boundary, at): Step[] =>
      [0, 1, 2].map((round) => ({
        kind: 'serviceCrash',
        commit: 5 + round * boundaries.length + at,
        boundary,
        downMilliseconds: 300,
      })),
    )
    expect(await runSeed(7, { scenario: { ...calm, steps: [...calm.steps, ...crashes] } })).toMatchObject({ ok: true })
  })
})

function withoutFaults(scenario: Scenario): Scenario {
  const steps = scenario.steps.filter(({ kind }) => kind !== 'serviceCrash' && kind !== 'commitFailure')
  return { ...scenario, steps }
}

async function commitsOf(scenario: Scenario): Promise<number> {
  const store = openMemoryStore('simulated')
  const { broken } = await live(scenario, store)
  expect(broken).toBeUndefined()
  return store.lastSeq()
}
