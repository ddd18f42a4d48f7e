import { DeploymentId, DeploymentStatus, HostStanding, Name, TargetStatus } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** The last deployment that succeeded on a host. */
const HostRevision = z.object({
  revisionName: z.string(),
  revisionSha256: z.string(),
  deploymentId: DeploymentId,
  time: z.string(),
})

/** With its instance health and its revision health. A host that the group never deployed to is Unhealthy and Unknown. */
export const GroupInstance = HostStanding.extend({
  instanceName: z.string(),
  /** Whether an attempt of the group on it is known. */
  isTried: z.boolean(),
  connected: z.boolean(),
  silentSince: z.string().optional(),
  /** Absent: nothing is known to have succeeded there. */
  runs: HostRevision.optional(),
  /** The running deployment is at work here. */
  deploying: z.object({ deploymentId: DeploymentId, revisionName: z.string() }).optional(),
  /** A later deployment began here and did not succeed: what is on the host is a mixture until the next one. */
  partWay: z.object({ deploymentId: DeploymentId, revisionName: z.string(), status: TargetStatus }).optional(),
  /** The running deployment has begun here: how the host stands now, its end tells. */
  isChanging: z.boolean(),
  /** It is not on the last successful revision of the group; why, `getGroupDrift` says. */
  isDrifting: z.boolean(),
})
export type GroupInstance = z.infer<typeof GroupInstance>

export const listGroupInstances = operation({
  name: 'listGroupInstances',
  summary: 'The hosts of a group now, and which revision runs on each: how they spread, and which of them drift',
  writes: false,
  input: z.strictObject({
    applicationName: Name,
    deploymentGroupName: Name,
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({
    total: z.number().int(),
    /** How many hosts run which revision, most first. Without a name: nothing is known to run there. */
    spread: z.array(
      z.object({
        revisionName: z.string().optional(),
        deploymentId: DeploymentId.optional(),
        /** A later deployment left a part of this one there. */
        partOf: z.string().optional(),
        /** The running deployment is at work there with this one. */
        deploying: z.string().optional(),
        /** The running deployment has brought it. */
        isArriving: z.boolean().optional(),
        isCurrent: z.boolean(),
        count: z.number().int(),
      }),
    ),
    /** How many hosts stand how: the last attempt on each, and what is installed there against the group's revision. */
    health: z.object({
      healthy: z.number().int(),
      /** The last attempt failed there; they are taken first, and serve nobody until then. */
      failed: z.number().int(),
      /** The group never deployed there. */
      never: z.number().int(),
      current: z.number().int(),
      old: z.number().int(),
      unknown: z.number().int(),
      /** "5 hosts are healthy; the last attempt failed on 1." While a deployment runs, all of it is of before. */
      sentence: z.string(),
    }),
    /** What the group runs: the last deployment that reached its users. */
    current: z.object({ revisionName: z.string(), deploymentId: DeploymentId, status: DeploymentStatus }).optional(),
    instances: z.array(GroupInstance),
    nextToken: z.string().optional(),
  }),
  refuses: ['ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException', 'InvalidNextTokenException'],
})
