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

/** Ours, after the two results that a launch has with CodeDeploy: CONTINUE keeps a host, ABANDON discards it. */
export const FailedNewHosts = z.enum(['keep', 'discard'])
export type FailedNewHosts = z.infer<typeof FailedNewHosts>

export const LaterHostsPolicy = z.object({
  newHosts: NewHosts,
  outdatedInstancesStrategy: OutdatedInstancesStrategy,
  /** Absent in facts that were stored before it could be chosen: `keep`. */
  failedNewHosts: FailedNewHosts.optional(),
})
export type LaterHostsPolicy = z.infer<typeof LaterHostsPolicy>

/** Groups that were made before this could be chosen go on as they did. */
export function laterHostsPolicy(group: Partial<LaterHostsPolicy>): Required<LaterHostsPolicy> {
  const { newHosts = 'off', outdatedInstancesStrategy = 'IGNORE', failedNewHosts = 'keep' } = group
  return { newHosts, outdatedInstancesStrategy, failedNewHosts }
}

export const newHostsMeans: Readonly<Record<NewHosts, string>> = {
  off: 'Nothing happens by itself: a host that begins to match waits for the next deployment.',
  offer: 'A host that begins to match is offered for catching up; nothing happens until somebody presses it.',
  automatic:
    'A host that begins to match, because it is enrolled or gets a tag, gets the last revision that succeeded here at once, without anybody.',
}

/** Neither the choice nor a save of it deploys anything. */
export const driftingHostsStay =
  'Hosts that match already and are on something else stay as they are until somebody deploys to them or catches them up.'

export const outdatedInstancesMeans: Readonly<Record<OutdatedInstancesStrategy, string>> = {
  UPDATE:
    'Hosts that begin to match while a deployment runs get its revision by a follow-on deployment, once it has succeeded.',
  IGNORE: 'Hosts that begin to match while a deployment runs get no follow-on deployment.',
}

export const failedNewHostsMeans: Readonly<Record<FailedNewHosts, string>> = {
  keep: 'A new host on which its first deployment fails stays registered: it is shown as failed, and somebody looks at it.',
  discard:
    'A new host on which its first deployment fails is deregistered: it leaves every group, its agent is told, and one that was made here ends. Nothing makes another in its place. A revision that no longer installs takes out every host that comes; hosts that served before, or that another group uses, are never taken.',
}
