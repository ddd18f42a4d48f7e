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
