/**
 * What a group does about hosts that begin to match it later: nothing by itself, unless its owner chose otherwise. Facts 12.3 and
 * CodeDeploy's `outdatedInstancesStrategy`; ADR 9. Also what pressing each choice means, said once for every screen.
 */
import { z } from 'zod'

/** Ours. Hosts that begin to match are left alone, are offered the group's revision, or get it by themselves. */
export const NewHosts = z.enum(['off', 'offer', 'automatic'])
export type NewHosts = z.infer<typeof NewHosts>

/** CodeDeploy's. Whether hosts that began to match while a deployment ran get it after its success. */
export const OutdatedInstancesStrategy = z.enum(['UPDATE', 'IGNORE'])
export type OutdatedInstancesStrategy = z.infer<typeof OutdatedInstancesStrategy>

export const LaterHostsPolicy = z.object({
  newHosts: NewHosts,
  outdatedInstancesStrategy: OutdatedInstancesStrategy,
})
export type LaterHostsPolicy = z.infer<typeof LaterHostsPolicy>

/** Groups that were made before this could be chosen go on as they did. */
export function laterHostsPolicy(group: Partial<LaterHostsPolicy>): LaterHostsPolicy {
  const { newHosts = 'off', outdatedInstancesStrategy = 'IGNORE' } = group
  return { newHosts, outdatedInstancesStrategy }
}

export const newHostsMeans: Readonly<Record<NewHosts, string>> = {
  off: 'Nothing happens by itself: a host that begins to match waits for the next deployment.',
  offer: 'A host that begins to match is offered for catching up; nothing happens until somebody presses it.',
  automatic:
    'A host that begins to match, because it is enrolled or gets a tag, gets the last revision that succeeded here at once, without anybody.',
}

export const outdatedInstancesMeans: Readonly<Record<OutdatedInstancesStrategy, string>> = {
  UPDATE:
    'Hosts that begin to match while a deployment runs get its revision by a follow-on deployment, once it has succeeded.',
  IGNORE: 'Hosts that begin to match while a deployment runs get no follow-on deployment.',
}
