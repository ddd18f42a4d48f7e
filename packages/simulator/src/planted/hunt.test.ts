import { describe, expect, it } from 'vitest'
import { huntAll, type Hunted } from './hunt.ts'
import type { PlantedBug } from './planted-bug.ts'
import { plantedBugs } from './planted-bugs.ts'
import { lineOf, summaryOf } from './report.ts'

const grantedTwice = plantedBugs.find(({ name }) => name === 'an event is granted twice')
const harmless: PlantedBug = {
  name: 'a name that nobody reads',
  file: 'packages/engine/src/aggregate.ts',
  find: 'export function noReaction(',
  replace: 'export function noReaction(/* nothing */',
}

describe('a hunt', () => {
  it('finds a bug by the rule that it breaks, and lets pass what changes nothing', { timeout: 120_000 }, async () => {
    const [found, passed] = await huntAll([grantedTwice, harmless], 3)
    expect(found?.found?.invariant).toMatch(/^a hook is granted once: /)
    expect(found?.seeds).toBe(found?.found?.seed)
    expect(passed).toEqual({ bug: harmless, found: undefined, seeds: 3 })
  })

  it('refuses a bug in a file that the simulator does not load', async () => {
    const elsewhere = { ...harmless, file: 'packages/engine/src/testing/world.ts' }
    await expect(huntAll([elsewhere], 1)).rejects.toThrow('does not load packages/engine/src/testing/world.ts')
  })

  it('says what was found in how many seeds, what was not, and how many in each file', () => {
    const found: Hunted = { bug: harmless, found: { seed: 7, invariant: 'one at a time: web-1' }, seeds: 7 }
    const escaped: Hunted = { bug: harmless, found: undefined, seeds: 1000 }
    expect([found, escaped].map(lineOf)).toEqual([
      '✓ a name that nobody reads: one at a time: web-1 (seed 7, after 7 seeds)',
      '✗ a name that nobody reads: not found in 1000 seeds',
    ])
    expect(summaryOf([found, escaped])).toBe(
      'Found 1 of 2 planted bugs, at least 38 must be:\n  1 of 2  packages/engine/src/aggregate.ts',
    )
  })
})
