/** The rollout before it starts, as data: waves, failure budget, what would fail at once, and one sentence. */
import { inPlaceEvents, limits, type MinimumHealthyHosts, type Plan, type PlannedWave } from '@sluice/model'
import { atOnce, failsAtOnce, failuresLeft, minimumHosts } from './minimum-healthy.ts'
import { noCounts } from './deployment/counts.ts'
import { waveLayout } from './waves.ts'
import { counted, hosts, number } from './words.ts'

export interface PlanInput {
  /** Host names in the order they will be taken. */
  targets: readonly string[]
  minimumHealthyHosts: MinimumHealthyHosts
  /** How long a host usually takes; without it the plan has no times. */
  secondsPerHost?: number | undefined
  /** Hosts that have not been heard from: they will count as failed unless they come back. */
  silentTargets?: readonly string[] | undefined
}

export function plan(input: PlanInput): Plan {
  const total = input.targets.length
  const minimum = minimumHosts(input.minimumHealthyHosts, total)
  const counts = noCounts(total)
  const fails = failsAtOnce(total, minimum, limits.hostsPerDeployment)
  const standing: Standing = {
    total,
    parallel: fails ? 0 : atOnce(counts, minimum),
    budget: fails ? 0 : failuresLeft(counts, minimum),
    silent: silentAmong(input),
  }
  return {
    total,
    minimum,
    parallel: standing.parallel,
    failureBudget: standing.budget,
    waves: fails ? [] : plannedWaves(input, minimum),
    lifecycleEvents: [...inPlaceEvents],
    ...(fails && { failsAtOnce: fails }),
    sentence: fails ? `It would fail at once. ${fails.message}` : planSentence(standing),
  }
}

interface Standing {
  total: number
  parallel: number
  budget: number
  silent: number
}

function plannedWaves({ targets, secondsPerHost }: PlanInput, minimum: number): PlannedWave[] {
  const { waves, size } = waveLayout(targets.length, minimum)
  return Array.from({ length: waves }, (_, index) => ({
    wave: index + 1,
    targets: targets.slice(index * size, (index + 1) * size),
    ...(secondsPerHost !== undefined && {
      startsAfterSeconds: index * secondsPerHost,
      endsAfterSeconds: (index + 1) * secondsPerHost,
    }),
  }))
}

/** "4 hosts, 2 at a time. One failure leaves one to spare; a second stops it." */
function planSentence(standing: Standing): string {
  return `${pace(standing)} ${survival(standing)}${silence(standing)}`
}

function pace({ total, parallel }: Standing): string {
  if (total === 1) return '1 host.'
  return parallel === total ? `${hosts(total)}, all at once.` : `${hosts(total)}, ${number(parallel)} at a time.`
}

function survival({ total, parallel, budget }: Standing): string {
  if (total === 1) return 'It must succeed.'
  if (parallel === total) return 'At least one host must succeed.'
  if (budget === 0) return 'The first failure stops it, unless it is the last host.'
  if (budget === 1) return 'One failure leaves one to spare; a second stops it.'
  return `${number(budget)} failures leave one to spare; one more stops it.`
}

function silence({ silent, budget }: Standing): string {
  if (silent === 0) return ''
  const will = `${silent === 1 ? 'is silent and counts' : 'are silent and count'} as failed unless heard from`
  const end = silent > budget ? ', which stops it' : ''
  return ` ${counted(silent, 'host')} ${will}${end}.`
}

function silentAmong({ targets, silentTargets = [] }: PlanInput): number {
  const silent = new Set(silentTargets)
  return targets.filter((name) => silent.has(name)).length
}
