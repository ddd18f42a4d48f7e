/** The tests can see: nearly every believable mistake is noticed by the simulator. Part of `npm run test:slow`. */
import { expect, it } from 'vitest'
import { huntAll } from './hunt.ts'
import { plantedBugs } from './planted-bugs.ts'
import { foundOf, lineOf, mostEscaped } from './report.ts'

const mostSeeds = 1000

it('finds no bug in the code as it is', { timeout: 1_800_000 }, async () => {
  expect((await huntAll([undefined], mostSeeds)).map(lineOf)).toEqual([
    `✗ the code as it is: not found in ${mostSeeds} seeds`,
  ])
})

it('finds all but two of the planted bugs within a thousand seeds each', { timeout: 7_200_000 }, async () => {
  const hunted = await huntAll(plantedBugs, mostSeeds)
  const escaped = hunted.filter(({ found }) => found === undefined)
  expect(hunted).toHaveLength(plantedBugs.length)
  expect(foundOf(hunted).length, escaped.map(lineOf).join('\n')).toBeGreaterThanOrEqual(hunted.length - mostEscaped)
})
