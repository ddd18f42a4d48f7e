import { describe, expect, it, vi } from 'vitest'
import { huntAll, type Hunted } from './hunt.ts'
import { huntPlanted } from './main.ts'
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
/** Where the arguments of the search hold: the seeds from and until which it runs. */
const crashes = (where: string): PlantedBug => ({
  name: 'the process ends',
  file: 'packages/simulator/src/run-seed.ts',
  find: 'if (broken === undefined)',
  replace: `if (${where}) process.exit(3)\n  if (broken === undefined)`,
})

describe('a hunt', () => {
  it('finds a bug by the rule that it breaks, and lets pass what changes nothing', { timeout: 120_000 }, async () => {
    const [found, passed] = await huntAll([grantedTwice, harmless], 3)
    expect(found?.found).toMatchObject({ by: 'rule', what: expect.stringMatching(/^a hook is granted once: /) })
    expect(found?.seeds).toBe(found?.found?.seed)
    expect(passed).toEqual({ bug: harmless, found: undefined, seeds: 3 })
  })

  it('refuses a bug in a file that the simulator does not load', async () => {
    const elsewhere = { ...harmless, file: 'packages/engine/src/testing/world.ts' }
    await expect(huntAll([elsewhere], 1)).rejects.toThrow('does not load packages/engine/src/testing/world.ts')
  })

  it('counts a run that crashes only when the same seed does it again', { timeout: 120_000 }, async () => {
    const always = crashes('seed === 2')
    const once = crashes("process.argv[2] === '1' && process.argv[3] === '3'")
    const [found, passed] = await huntAll([always, once], 3)
    expect(found).toMatchObject({ seeds: 2, found: { seed: 2, by: 'otherwise', what: 'the process ended' } })
    expect(passed).toEqual({ bug: once, found: undefined, seeds: 3 })
  })

  it('says what was found in how many seeds, by what, what was not, and how many in each file', () => {
    const found: Hunted = { bug: harmless, found: { seed: 7, by: 'rule', what: 'one at a time: web-1' }, seeds: 7 }
    const crashed: Hunted = { bug: harmless, found: { seed: 1, by: 'otherwise', what: 'the process ended' }, seeds: 1 }
    const escaped: Hunted = { bug: harmless, found: undefined, seeds: 1000 }
    expect([found, crashed, escaped].map(lineOf)).toEqual([
      '✓ a name that nobody reads: one at a time: web-1 (seed 7, after 7 seeds)',
      '✓ a name that nobody reads: the process ended (seed 1, twice, after 1 seed)',
      '✗ a name that nobody reads: not found in 1000 seeds',
    ])
    expect(summaryOf([found, crashed, escaped])).toBe(
      'Found 2 of 3 planted bugs, 1 by a rule, 1 by a run that crashed or did not end:\n  2 of 3  packages/engine/src/aggregate.ts',
    )
    expect(summaryOf([found, crashed, escaped], 2)).toContain('did not end; at least 1 must be found:')
  })
})

describe('npm run simulate -- --planted', { timeout: 120_000 }, () => {
  const bugs = [{ ...harmless, name: 'another name that nobody reads' }, harmless]
  const seeds = 1

  it('may miss two of all bugs, and none of those that were chosen', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue()
    expect(await huntPlanted([], { bugs, seeds })).toBe(0)
    expect(await huntPlanted(['another'], { bugs, seeds })).toBe(1)
    const [lastSaid = ''] = said.mock.lastCall ?? []
    expect(lastSaid).toContain('Found 0 of 1 planted bugs')
    expect(lastSaid).not.toContain('must be found')
    said.mockRestore()
  })

  it('says so when the words choose none', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue()
    expect(await huntPlanted(['nothing', 'like this'], { bugs, seeds })).toBe(1)
    expect(said).toHaveBeenCalledWith('No planted bug has "nothing" and "like this" in its name or file.')
    said.mockRestore()
  })
})
