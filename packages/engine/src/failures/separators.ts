/**
 * What failing hosts have that good ones do not. Only what was tried can be compared: the hosts that failed one way with those
 * that passed the same event. When nothing separates them, nothing is said.
 */

/** One thing that is known of a host: `{ kind: 'tag', name: 'rack', value: 'r7' }`. */
export interface Trait {
  kind: 'tag' | 'agentVersion' | 'os' | 'network' | 'previousRevision' | 'wave'
  name: string
  value: string
}

export type Traits = readonly Trait[]

export interface Separator extends Trait {
  /** Counts of hosts: failing ones, and how many of them have it; the same of those that passed. */
  failing: number
  failingWith: number
  passed: number
  passedWith: number
  /** How much more often failing hosts have it than the compared ones as a whole. */
  lift: number
}

const leastLift = 3
const mostNamed = 3

/** How many of some hosts have what; counted once for all that are compared with them. */
export interface TraitCounts {
  hosts: number
  traits: ReadonlyMap<string, { trait: Trait; count: number }>
}

export function separators(failing: TraitCounts, passed: TraitCounts): Separator[] {
  if (failing.hosts === 0 || passed.hosts === 0) return []
  const identities = identityNames([failing, passed])
  return [...failing.traits]
    .filter(([, { trait }]) => !identities.has(nameOf(trait)))
    .map(([key, { trait, count }]) =>
      separator(trait, [count, failing.hosts], [passed.traits.get(key)?.count ?? 0, passed.hosts]),
    )
    .filter(tells)
    .toSorted((a, b) => b.failingWith - a.failingWith || a.passedWith - b.passedWith)
    .slice(0, mostNamed)
}

export function countTraits(hosts: readonly Traits[]): TraitCounts {
  const traits = new Map<string, { trait: Trait; count: number }>()
  for (const traitsOfOne of hosts)
    for (const trait of traitsOfOne) {
      const key = keyOf(trait)
      const known = traits.get(key)
      if (known === undefined) traits.set(key, { trait, count: 1 })
      else known.count += 1
    }
  return { hosts: hosts.length, traits }
}

type Share = readonly [having: number, hosts: number]

function separator(trait: Trait, [failingWith, failing]: Share, [passedWith, passed]: Share): Separator {
  const share = (failingWith + passedWith) / (failing + passed)
  return { ...trait, failing, failingWith, passed, passedWith, lift: failingWith / failing / share }
}

/**
 * Either all that fail have it and no other does, or most of them do and three times as many as usual. Of a single failing
 * host the first must be backed by three that passed: with fewer, everything it has would seem to be the cause.
 */
function tells({ failing, failingWith, passed, passedWith, lift }: Separator): boolean {
  const isPerfect = failingWith === failing && passedWith === 0
  if (failing === 1) return isPerfect && passed >= leastLift
  return isPerfect || (failingWith >= 2 && failingWith / failing >= 0.75 && lift >= leastLift)
}

/** What is different on almost every host (a tag `Name`) is an identity and separates every host from every other. */
function identityNames(compared: readonly TraitCounts[]): ReadonlySet<string> {
  const names = new Map<string, { hosts: number; values: Set<string> }>()
  for (const { traits } of compared)
    for (const { trait, count } of traits.values()) {
      const known = names.get(nameOf(trait)) ?? { hosts: 0, values: new Set<string>() }
      known.hosts += count
      known.values.add(trait.value)
      names.set(nameOf(trait), known)
    }
  const identities = [...names].filter(([, { hosts, values }]) => hosts > 2 && values.size > hosts / 2)
  return new Set(identities.map(([name]) => name))
}

const nameOf = ({ kind, name }: Trait): string => `${kind}\n${name}`
const keyOf = (trait: Trait): string => `${nameOf(trait)}\n${trait.value}`
