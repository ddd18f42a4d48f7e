/**
 * How a deployment group's hosts stand with it, whatever runs now. Kept for every group on its own: a host of two groups has two
 * standings. Source: facts sections 1.15 and 3.2.
 */
import { z } from 'zod'

/** `Healthy`: the last deployment to it succeeded. `Unhealthy`: the last attempt failed, or nothing was ever deployed. */
export const InstanceHealth = z.enum(['Healthy', 'Unhealthy'])
export type InstanceHealth = z.infer<typeof InstanceHealth>

/**
 * `Current`: what is installed is the group's last successful revision. `Old`: it is an older one. `Unknown`: nothing was ever
 * installed successfully, or what is there has not proved itself in the group.
 */
export const RevisionHealth = z.enum(['Current', 'Old', 'Unknown'])
export type RevisionHealth = z.infer<typeof RevisionHealth>

export const HostStanding = z.object({ instanceHealth: InstanceHealth, revisionHealth: RevisionHealth })
export type HostStanding = z.infer<typeof HostStanding>

/** Of a host that the group has never deployed to. */
export const neverDeployed: HostStanding = { instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' }

/** What a deployment came to on the hosts that it tried, told to its group at its end. Those it never began on keep their standing. */
export const HostResults = z.object({
  revision: z.object({ name: z.string(), sha256: z.string() }),
  succeeded: z.array(z.string()),
  /** Left part-way too. */
  failed: z.array(z.string()),
  /** Ended with it: what was known of them is forgotten. */
  gone: z.array(z.string()).optional(),
})
export type HostResults = z.infer<typeof HostResults>

/** The finished row of one host in one group. */
export const GroupHostStanding = HostStanding.extend({
  instanceName: z.string(),
  /** What was installed successfully there last, when anything is known of it. */
  revisionName: z.string().optional(),
})
export type GroupHostStanding = z.infer<typeof GroupHostStanding>

/** `standing` is undefined where nothing is known of the host any more. */
export interface HostStandingChange {
  deploymentGroupId: string
  instanceName: string
  standing: GroupHostStanding | undefined
}
