/** One seed: lived from its first step to its last, and what became of it. */
import type { Store } from '@sluice/store'
import { scenarioOf } from './scenario/scenario-of.ts'
import type { Scenario } from './scenario/scenario.ts'
import { live } from './simulation.ts'

export type Verdict =
  | { ok: true; hash: string; events: number; deployments: number }
  | { ok: false; seed: number; invariant: string; message: string; history: string[] }

export interface RunOptions {
  /** Instead of the one of the seed: a scenario from which something was left out. */
  scenario?: Scenario
  store?: Store
}

export async function runSeed(seed: number, { scenario = scenarioOf(seed), store }: RunOptions = {}): Promise<Verdict> {
  const { broken, history, ledger } = await live(scenario, store)
  if (broken === undefined)
    return { ok: true, hash: history.hash(), events: ledger.facts(), deployments: [...ledger.deployments()].length }
  return { ok: false, seed, invariant: broken.invariant, message: broken.message, history: history.lines() }
}
