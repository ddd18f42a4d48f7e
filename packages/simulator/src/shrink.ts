/** Makes a failing scenario short: leaves out steps, calms the world, takes hosts away, as long as the same rule breaks. */
import type { DeploymentSpec } from '@sluice/model'
import { runSeed, type Verdict } from './run-seed.ts'
import { scenarioOf } from './scenario/scenario-of.ts'
import type { Scenario } from './scenario/scenario.ts'

export interface Shrunk {
  scenario: Scenario
  verdict: Extract<Verdict, { ok: false }>
}

const mostRuns = 300

export const shrink = (seed: number): Promise<Shrunk | undefined> =>
  shrinkWith(seed, (scenario) => runSeed(seed, { scenario }))

/** Undefined for a seed that holds. */
export async function shrinkWith(
  seed: number,
  run: (scenario: Scenario) => Promise<Verdict>,
): Promise<Shrunk | undefined> {
  const scenario = scenarioOf(seed)
  const verdict = await run(scenario)
  if (verdict.ok) return undefined
  let best: Shrunk = { scenario, verdict }
  let runs = 0

  async function attempt(smaller: Scenario): Promise<boolean> {
    runs += 1
    const answer = await run(smaller)
    if (answer.ok || answer.invariant !== best.verdict.invariant) return false
    best = { scenario: smaller, verdict: answer }
    return true
  }

  for (let isSmaller = true; isSmaller && runs < mostRuns;) {
    isSmaller = false
    for (let size = Math.ceil(best.scenario.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let at = 0; at < best.scenario.steps.length && runs < mostRuns;)
        if (await attempt(withoutSteps(best.scenario, at, size))) isSmaller = true
        else at += size
    for (const change of changes(best.scenario)) if (runs < mostRuns && (await attempt(change))) isSmaller = true
  }
  return best
}

function withoutSteps(scenario: Scenario, at: number, size: number): Scenario {
  return { ...scenario, steps: scenario.steps.filter((_, place) => place < at || place >= at + size) }
}

/** Each makes one thing of the world simpler. */
function changes(scenario: Scenario): Scenario[] {
  const { network, work, hosts, groups } = scenario
  const simpler: Scenario[] = []
  if (network.duplicates + network.reorders > 0) simpler.push({ ...scenario, network: { duplicates: 0, reorders: 0 } })
  for (const key of ['failures', 'hangs', 'trafficFailures', 'provisionFailures'] as const)
    if (work[key] > 0) simpler.push({ ...scenario, work: { ...work, [key]: 0 } })
  if (hosts.some(({ slots, slowness }) => slots < 16 || slowness > 1))
    simpler.push({ ...scenario, hosts: hosts.map((host) => ({ ...host, slots: 16, slowness: 1 })) })
  if (groups.some(({ before }) => before !== undefined))
    simpler.push({ ...scenario, groups: groups.map((group) => ({ ...group, before: undefined })) })
  return [...simpler, ...withFewerHosts(scenario)]
}

/** In place only: elsewhere the places of hosts mean something. */
function withFewerHosts(scenario: Scenario): Scenario[] {
  const longest = Math.max(0, ...scenario.steps.map((step) => (step.kind === 'deploy' ? step.spec.targets.length : 0)))
  const isAmong = ({ targets, blueGreen, zones }: DeploymentSpec) =>
    blueGreen === undefined && zones === undefined && targets.length === longest && longest > 1
  const cut = (spec: DeploymentSpec): DeploymentSpec => ({ ...spec, targets: spec.targets.slice(0, -1) })
  const steps = scenario.steps.map((step) =>
    step.kind === 'deploy' && isAmong(step.spec) ? { ...step, spec: cut(step.spec) } : step,
  )
  return steps.some((step, place) => step !== scenario.steps[place]) ? [{ ...scenario, steps }] : []
}
