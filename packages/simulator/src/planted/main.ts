/**
 * `npm run simulate -- --planted`: hunts every planted bug, and ends with 1 when too few are found. Words after it choose bugs
 * by their names or files; of those none may escape.
 */
import { huntAll } from './hunt.ts'
import type { PlantedBug } from './planted-bug.ts'
import { plantedBugs } from './planted-bugs.ts'
import { foundOf, lineOf, mostEscaped, summaryOf } from './report.ts'

const mostSeeds = 1000

/** Which bugs and how many seeds: a test hunts bugs of its own. */
export async function huntPlanted(
  words: readonly string[],
  { bugs = plantedBugs, seeds = mostSeeds }: { bugs?: readonly PlantedBug[]; seeds?: number } = {},
): Promise<number> {
  const chosen = bugs.filter(({ name, file }) => words.every((word) => `${file} ${name}`.includes(word)))
  if (chosen.length === 0) {
    console.log(`No planted bug has ${words.map((word) => `"${word}"`).join(' and ')} in its name or file.`)
    return 1
  }
  const mayEscape = words.length === 0 ? mostEscaped : 0
  const hunted = await huntAll(chosen, seeds, (one) => console.log(lineOf(one)))
  console.log(summaryOf(hunted, mayEscape))
  return hunted.length - foundOf(hunted).length > mayEscape ? 1 : 0
}
