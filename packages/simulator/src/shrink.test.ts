import { openMemoryStore, type Store } from '@sluice/store'
import { describe, expect, it } from 'vitest'
import { runSeed, scenarioOf } from './index.ts'
import { shrinkWith } from './shrink.ts'

/** Forgets to write the rows of hosts that failed: a bug that only shows when a host fails. */
function forgetfulStore(): Store {
  const store = openMemoryStore('simulated')
  return {
    ...store,
    commit: (commit) =>
      store.commit({ ...commit, targets: commit.targets.filter(({ status }) => status !== 'Failed') }),
  }
}

describe('a seed that breaks a rule', { timeout: 120_000 }, () => {
  const found = firstBroken()

  it('says which, and tells what happened', async () => {
    const seed = await found
    const verdict = await runSeed(seed, { store: forgetfulStore() })
    expect(verdict).toMatchObject({ ok: false, seed, invariant: 'rows equal a recount' })
    expect('history' in verdict && verdict.history.some((line) => line.includes('TargetFailed'))).toBe(true)
  })

  it('is made short: what is not needed to break it is left out', async () => {
    const seed = await found
    const shrunk = await shrinkWith(seed, (scenario) => runSeed(seed, { scenario, store: forgetfulStore() }))
    expect(shrunk?.verdict.invariant).toBe('rows equal a recount')
    expect(shrunk?.scenario.steps.map(({ kind }) => kind)).toContain('deploy')
    expect(shrunk?.scenario.steps.length).toBeLessThanOrEqual(3)
    expect(scenarioOf(seed).steps.length).toBeGreaterThan(3)
  })
})

/** The first seed with more than three steps in which a host fails. */
async function firstBroken(): Promise<number> {
  for (let seed = 1; ; seed += 1) {
    if (scenarioOf(seed).steps.length <= 3) continue
    const verdict = await runSeed(seed, { store: forgetfulStore() })
    if (!verdict.ok) return seed
  }
}
