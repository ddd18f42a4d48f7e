/**
 * `npm run simulate -- --planted`: hunts every planted bug, and ends with 1 when too few are found. Words after it choose bugs
 * by their names or files.
 */
import { huntAll } from './hunt.ts'
import { plantedBugs } from './planted-bugs.ts'
import { fewestFound, foundOf, lineOf, summaryOf } from './report.ts'

const mostSeeds = 1000

export async function huntPlanted(words: readonly string[]): Promise<number> {
  const chosen = plantedBugs.filter(({ name, file }) => words.every((word) => `${file} ${name}`.includes(word)))
  const hunted = await huntAll(chosen, mostSeeds, (one) => console.log(lineOf(one)))
  console.log(summaryOf(hunted))
  const mayEscape = plantedBugs.length - fewestFound
  return hunted.length - foundOf(hunted).length > mayEscape || hunted.length === 0 ? 1 : 0
}
