/** The scenario of a seed. Small ones are the rule: they meet as many cases as large ones, and a thousand of them are cheap. */
import type { HostResults } from '@sluice/model'
import { aRevisionInUse } from '@sluice/testkit'
import { drawFrom, type Draw, type Random } from '../random.ts'
import { laterHostsOf } from './later-hosts-of.ts'
import type { GroupTraits, HostTraits, Scenario } from './scenario.ts'
import { stepsOf } from './steps-of.ts'

export function scenarioOf(seed: number): Scenario {
  const draw = drawFrom(seed)
  const hosts = hostsOf(draw('hosts'))
  const groups = groupsOf(draw, hosts)
  return {
    seed,
    hosts,
    groups,
    steps: stepsOf(draw, groups, hosts),
    network: networkOf(draw('network')),
    work: workOf(draw('work')),
    people: peopleOf(draw('people')),
  }
}

const groupNames = ['production', 'staging', 'canary'] as const

function groupsOf(draw: Draw, hosts: readonly HostTraits[]): GroupTraits[] {
  const random = draw('groups')
  const count = 1 + random.weighted([6, 3, 1])
  return groupNames.slice(0, count).map((name, place) => ({
    groupId: `7d4f3c52-6f0e-4c8e-9b61-0a4d2f1c9e0${place}`,
    name,
    before: random.chance(0.6) ? resultsOf(random, hosts) : undefined,
    laterHosts: laterHostsOf(draw(`what the owner of ${name} says`)),
  }))
}

/** Some hosts were in it, and some of those failed. */
function resultsOf(random: Random, hosts: readonly HostTraits[]): HostResults {
  const { name, sha256 } = aRevisionInUse('1.0')
  const failures = random.pick([0, 0, 0.1, 0.4] as const)
  const tried = hosts
    .filter(() => random.chance(0.8))
    .map((host) => ({ name: host.name, fails: random.chance(failures) }))
  return {
    revision: { name, sha256 },
    succeeded: tried.filter(({ fails }) => !fails).map((host) => host.name),
    failed: tried.filter(({ fails }) => fails).map((host) => host.name),
  }
}

/** All groups choose among the same hosts. */
function hostsOf(random: Random): HostTraits[] {
  const sizes = [
    [1, 3],
    [2, 5],
    [4, 8],
    [8, 16],
    [20, 40],
  ] as const
  const [least, most] = sizes[random.weighted([30, 40, 20, 7, 3])] ?? sizes[0]
  const count = random.int(least, most)
  const slots = random.pick([1, 1, 2, 16] as const)
  return Array.from({ length: count }, (_, place) => ({
    name: `web-${place + 1}`,
    slots,
    slowness: random.chance(0.08) ? random.int(3, 60) : 1,
  }))
}

function networkOf(random: Random): Scenario['network'] {
  const isNoisy = random.chance(0.5)
  return { duplicates: isNoisy ? random.next() * 0.2 : 0, reorders: isNoisy ? random.next() * 0.2 : 0 }
}

function workOf(random: Random): Scenario['work'] {
  return {
    failures: random.pick([0, 0, 0.01, 0.03, 0.15] as const),
    hangs: random.pick([0, 0, 0, 0.01] as const),
    trafficFailures: random.pick([0, 0, 0.05, 0.2] as const),
    provisionFailures: random.pick([0, 0, 0.3] as const),
  }
}

function peopleOf(random: Random): Scenario['people'] {
  return { approves: random.pick([1, 0.9, 0.5] as const), continues: random.pick([1, 0.9, 0.5] as const) }
}
