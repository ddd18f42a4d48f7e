/** Hosts that begin to match a group later, or match it no more, and what its owner says of them. In place only. */
import type { LaterHostsPolicy } from '@sluice/model'
import type { Random } from '../random.ts'
import type { GroupTraits, HostTraits, Step } from './scenario.ts'
import type { Planned } from './spec-of.ts'

export function laterHostsOf(random: Random): LaterHostsPolicy {
  return {
    newHosts: random.pick(['automatic', 'automatic', 'off', 'offer'] as const),
    outdatedInstancesStrategy: random.pick(['UPDATE', 'UPDATE', 'IGNORE'] as const),
  }
}

/** Half of them want nothing to happen by itself any more. */
function laterWord(random: Random): LaterHostsPolicy {
  return random.chance(0.5) ? { newHosts: 'off', outdatedInstancesStrategy: 'IGNORE' } : laterHostsOf(random)
}

/** In about a third of the groups. `during` is from the first deployment of the group to the end of its last. */
export function laterHostSteps(
  random: Random,
  { groupId }: GroupTraits,
  planned: readonly Planned[],
  hosts: readonly HostTraits[],
  [from, until]: readonly [from: number, until: number],
): Step[] {
  const first = planned[0]?.spec
  if (first === undefined || first.blueGreen !== undefined || !random.chance(0.35)) return []
  const steps: Step[] = []
  // Mostly while something runs: then it waits. Later ones find the group at rest.
  const when = () => from + Math.round(random.next() * (until - from) * (random.chance(0.8) ? 1 : 2))
  for (let left = 1 + random.weighted([4, 2, 1]); left > 0; left -= 1) {
    const known = hosts[random.int(0, hosts.length - 1)]?.name ?? ''
    const host = random.chance(0.5) ? known : `late-${groupId.slice(-1)}${left}`
    const at = when()
    if (first.targets.includes(host))
      steps.push({ kind: 'hostLeaves', at: Math.round(at * random.next()), groupId, host })
    steps.push({ kind: 'hostAppears', at, groupId, host })
    const soon = () => at + random.int(1, 150) * 100
    if (random.chance(0.2)) steps.push({ kind: 'hostLeaves', at: soon(), groupId, host })
    if (random.chance(0.2)) steps.push({ kind: 'ownerSays', at: soon(), groupId, laterHosts: laterWord(random) })
  }
  return steps
}
