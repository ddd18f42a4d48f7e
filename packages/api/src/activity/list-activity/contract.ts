import { activityKinds, DeploymentStatus, Name, toldKinds } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** One fact about a deployment as a whole. `status` is the deployment's own, as it is now. */
export const ActivityInfo = z.object({
  /** Grows with each fact; the order of the list. */
  place: z.number().int(),
  at: z.string(),
  kind: z.enum(activityKinds),
  deploymentId: z.string(),
  applicationName: z.string(),
  deploymentGroupName: z.string(),
  revisionName: z.string(),
  status: DeploymentStatus,
  text: z.string(),
  /** Who did it; absent when it came by itself. */
  by: z.string().optional(),
})
export type ActivityInfo = z.infer<typeof ActivityInfo>

/** Somebody set things up otherwise: created, changed, renamed, deleted, enrolled, deregistered. */
export const SetUpChange = z.object({
  /** Grows with each change; the order of the list. */
  place: z.number().int(),
  at: z.string(),
  by: z.string(),
  text: z.string(),
  /** "application shop": what was changed, as people call it. */
  name: z.string(),
  /** Where it is today; absent when it is not there any more. */
  about: z
    .object({
      kind: z.enum([
        'application',
        'deploymentGroup',
        'deploymentConfig',
        'instance',
        'loadBalancer',
        'targetGroup',
        'scalingGroup',
        'user',
        'accessToken',
      ]),
      /** Of a target group: the name of its load balancer. */
      name: z.string(),
      /** Of a deployment group. */
      applicationName: z.string().optional(),
    })
    .optional(),
})
export type SetUpChange = z.infer<typeof SetUpChange>

export const listActivity = operation({
  name: 'listActivity',
  summary: 'What happened to all deployments, and who set things up otherwise, newest first',
  writes: false,
  input: z.strictObject({
    applicationNames: z.array(Name).max(50).optional(),
    /** `setUp` is for what is no deployment’s. */
    kinds: z.array(z.enum(toldKinds)).max(toldKinds.length).optional(),
    /** The whole name of a person or a token. */
    by: z.string().min(1).max(320).optional(),
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({
    activity: z.array(ActivityInfo),
    /** Of the same stretch of time: the two belong together by `at`. */
    changes: z.array(SetUpChange),
    /** A page may be short, even empty, and have a token: so many facts were looked at, and the next goes on. */
    nextToken: z.string().optional(),
  }),
  refuses: ['ApplicationDoesNotExistException', 'InvalidNextTokenException'],
})
