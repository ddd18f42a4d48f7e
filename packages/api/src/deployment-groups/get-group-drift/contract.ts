import { ActionState, DeploymentId, FileExistsBehavior, Name, NewHosts } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** Why a host is not on the last successful revision of its group. */
export const DriftReason = z.enum([
  /** It began to match after the last success. */
  'appearedLater',
  /** It was meant last time, and nothing was ever installed there. */
  'neverDeployed',
  /** The last attempt on it failed, or was left part-way. */
  'failedLastTime',
  'olderRevision',
  /** What is there has not proved itself in the group. */
  'unknownRevision',
])
export type DriftReason = z.infer<typeof DriftReason>

export const DriftingHost = z.object({
  instanceName: z.string(),
  reason: DriftReason,
  /** "Runs storefront-1.0, which succeeded here before." */
  sentence: z.string(),
  /** What was installed successfully there last, when anything is known of it. */
  revisionName: z.string().optional(),
  connected: z.boolean(),
})

export const getGroupDrift = operation({
  name: 'getGroupDrift',
  summary: 'Which hosts of a group are not on its last successful revision, and why',
  writes: false,
  input: z.strictObject({
    applicationName: Name,
    deploymentGroupName: Name,
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({
    /** Hosts of the group now. */
    total: z.number().int(),
    /** Of those on which no running deployment has begun: the others drift or do not once it has ended. */
    drifting: z.number().int(),
    /** "All 4 hosts run storefront-1.2.", or how many do not. */
    sentence: z.string(),
    /** The last revision that succeeded here. */
    current: z
      .object({ revisionName: z.string(), deploymentId: DeploymentId, fileExistsBehavior: FileExistsBehavior })
      .optional(),
    /** Most frequent first. */
    reasons: z.array(z.object({ reason: DriftReason, count: z.number().int(), words: z.string() })),
    /** What happens to hosts that begin to match, and whether hosts that did are offered now. */
    newHosts: z.object({
      policy: NewHosts,
      sentence: z.string(),
      /** What that means for hosts that drift already; absent while none does. */
      rest: z.string().optional(),
      offered: z.number().int(),
    }),
    /** `createDeployment` of `current` with `updateOutdatedInstancesOnly`, its file rule and the group's own settings: whether now, and what it does; nothing while a deployment runs. */
    catchUp: ActionState.extend({ sentence: z.string() }),
    hosts: z.array(DriftingHost),
    nextToken: z.string().optional(),
  }),
  refuses: ['ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException', 'InvalidNextTokenException'],
})
export type DriftingHost = z.infer<typeof DriftingHost>
