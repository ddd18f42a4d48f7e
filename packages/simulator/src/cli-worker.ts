/** In a process of its own: runs its share of the seeds, tells how far it is, and makes what breaks short. */
import { runSeed } from './run-seed.ts'
import { scenarioLines } from './scenario/scenario-text.ts'
import { shrink } from './shrink.ts'

export type Told =
  | { kind: 'done'; seeds: number; facts: number }
  | { kind: 'broken'; seed: number; invariant: string; message: string; scenario: string[]; history: string[] }

const [from = 1, until = 1, step = 1] = process.argv.slice(2).map(Number)
const told = (what: Told): void => void process.send?.(what)
const seedsBetweenNews = 50

let [seeds, facts] = [0, 0]
for (let seed = from; seed < until; seed += step) {
  const verdict = await runSeed(seed)
  if (verdict.ok) facts += verdict.events
  else await tellBroken(seed)
  seeds += 1
  if (seeds % seedsBetweenNews === 0) tellNews()
}
tellNews()
process.disconnect()

function tellNews(): void {
  told({ kind: 'done', seeds, facts })
  ;[seeds, facts] = [0, 0]
}

async function tellBroken(seed: number): Promise<void> {
  const shrunk = await shrink(seed)
  if (shrunk === undefined) throw new Error(`seed ${seed} breaks, and the second time it does not`)
  const { invariant, message, history } = shrunk.verdict
  told({ kind: 'broken', seed, invariant, message, scenario: scenarioLines(shrunk.scenario), history })
}
