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

export function separators(failing: readonly Traits[], passed: readonly Traits[]): Separator[] {
  if (failing.length === 0 || passed.length === 0) return []
  const ofFailing = countTraits(failing)
  const ofPassed = countTraits(passed)
  const identities = identityNames([...failing, ...passed])
  return [...ofFailing.values()]
    .filter(({ trait }) => !identities.has(nameOf(trait)))
    .map(({ trait, count }) => separator(trait, count, ofPassed.get(keyOf(trait))?.count ?? 0, failing, passed))
    .filter(tells)
    .toSorted((a, b) => b.failingWith - a.failingWith || a.passedWith / a.passed - b.passedWith / b.passed)
    .slice(0, mostNamed)
}

function separator(
  trait: Trait,
  failingWith: number,
  passedWith: number,
  { length: failing }: readonly Traits[],
  { length: passed }: readonly Traits[],
): Separator {
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

function countTraits(hosts: readonly Traits[]): Map<string, { trait: Trait; count: number }> {
  const counts = new Map<string, { trait: Trait; count: number }>()
  for (const traits of hosts)
    for (const trait of traits) {
      const known = counts.get(keyOf(trait))
      if (known === undefined) counts.set(keyOf(trait), { trait, count: 1 })
      else known.count += 1
    }
  return counts
}

/** What is different on almost every host (a tag `Name`) is an identity and separates every host from every other. */
function identityNames(hosts: readonly Traits[]): ReadonlySet<string> {
  const values = new Map<string, { hosts: number; values: Set<string> }>()
  for (const traits of hosts)
    for (const trait of traits) {
      const known = values.get(nameOf(trait)) ?? { hosts: 0, values: new Set<string>() }
      known.hosts += 1
      known.values.add(trait.value)
      values.set(nameOf(trait), known)
    }
  const names = [...values].filter(([, known]) => known.hosts > 2 && known.values.size > known.hosts / 2)
  return new Set(names.map(([name]) => name))
}

const nameOf = ({ kind, name }: Trait): string => `${kind}\n${name}`
const keyOf = (trait: Trait): string => `${nameOf(trait)}\n${trait.value}`
