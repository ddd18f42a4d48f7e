/** What happens in a scenario: deployments one after the other in each group, what people do to them, and what breaks. */
import type { DeploymentSpec, Narrowing } from '@sluice/model'
import type { Draw, Random } from '../random.ts'
import { laterHostSteps } from './later-hosts-of.ts'
import type { Boundary, GroupTraits, HostTraits, Step } from './scenario.ts'
import { specsOf } from './spec-of.ts'

export function stepsOf(draw: Draw, groups: readonly GroupTraits[], hosts: readonly HostTraits[]): Step[] {
  const steps: Step[] = []
  const later: Step[] = []
  for (const group of groups) {
    const random = draw(`steps of ${group.name}`)
    const specs = specsOf(draw, group, hosts)
    let at = random.int(0, 20) * 1000
    const begins = at
    for (const { spec, usualMilliseconds } of specs) {
      steps.push({ kind: 'deploy', at, spec, ...narrowingOf(random, spec) })
      steps.push(...whatPeopleDo(random, group, at, usualMilliseconds))
      at += Math.round(usualMilliseconds * (0.5 + random.next() * 2))
    }
    later.push(...laterHostSteps(draw(`later hosts of ${group.name}`), group, specs, hosts, [begins, at]))
  }
  const horizon = Math.max(...steps.map((step) => ('at' in step ? step.at : 0))) + 30_000
  return [...steps, ...later, ...whatBreaks(draw('faults'), hosts, horizon)]
}

/** Now and then only a part of the hosts is meant; in place only. */
function narrowingOf(random: Random, { blueGreen, targets }: DeploymentSpec): { narrowing?: Narrowing } {
  if (blueGreen !== undefined || !random.chance(0.15)) return {}
  if (random.chance(0.5)) return { narrowing: { updateOutdatedInstancesOnly: true } }
  return { narrowing: { onlyTargets: targets.filter(() => random.chance(0.6)) } }
}

/** Mostly nothing, or one thing: a deployment that is stopped at once meets few of the later cases. */
function whatPeopleDo(random: Random, { groupId }: GroupTraits, from: number, usual: number): Step[] {
  const steps: Step[] = []
  const within = () => from + Math.round(random.next() * random.next() * usual * 1.5)
  if (random.chance(0.2)) steps.push({ kind: 'stop', at: within(), groupId, rollBack: random.chance(0.5) })
  if (random.chance(0.05)) steps.push({ kind: 'stop', at: within(), groupId, rollBack: random.chance(0.5) })
  for (const kind of ['hold', 'release'] as const)
    for (let times = random.weighted([6, 2, 1]); times > 0; times -= 1) steps.push({ kind, at: within(), groupId })
  for (const kind of ['approve', 'endTerminationWait', 'rollBack'] as const)
    if (random.chance(0.15)) steps.push({ kind, at: within(), groupId })
  return steps
}

function whatBreaks(random: Random, hosts: readonly HostTraits[], horizon: number): Step[] {
  const steps: Step[] = []
  const when = () => Math.round(random.next() * horizon)
  for (let times = random.weighted([4, 3, 2, 1]); times > 0; times -= 1) {
    const host = hosts[random.int(0, hosts.length - 1)]?.name ?? ''
    const kind = random.pick(['hostCrash', 'hostSilence'] as const)
    steps.push({ kind, at: when(), host, forMilliseconds: awayFor(random) })
  }
  if (random.chance(0.2)) steps.push({ kind: 'clockJump', at: when(), byMilliseconds: jump(random) })
  for (let times = random.weighted([3, 4, 2, 1]); times > 0; times -= 1)
    steps.push({
      kind: 'serviceCrash',
      commit: random.int(1, random.pick([10, 60, 250] as const)),
      boundary: random.pick<Boundary>(['beforeCommit', 'afterCommit', 'published', 'dispatching']),
      downMilliseconds: random.chance(0.8) ? random.int(1, 50) * 100 : random.int(1, 40) * 60_000,
    })
  for (let times = random.weighted([5, 3, 1]); times > 0; times -= 1)
    steps.push({
      kind: 'commitFailure',
      commit: random.int(1, random.pick([10, 60, 250] as const)),
      times: random.weighted([0, 6, 2, 1]),
      when: random.pick(['before', 'after', 'unsure'] as const),
    })
  return steps
}

/** A moment, minutes, or for good. */
function awayFor(random: Random): number {
  const kind = random.weighted([4, 3, 1])
  if (kind === 0) return random.int(1, 100) * 100
  return kind === 1 ? random.int(10, 900) * 1000 : 1000 * 3_600_000
}

/** By seconds, or by hours; back as often as ahead. */
function jump(random: Random): number {
  const size = random.chance(0.5) ? random.int(1, 50) * 1000 : random.int(1, 180) * 60_000
  return random.chance(0.5) ? size : -size
}
