/** What is said of one kind of failure. Browser-safe. */
import { Advice, DeploymentId, LifecycleErrorCode, LifecycleEventName, Timestamp } from '@sluice/model'
import { z } from 'zod'

export const NumberedLine = z.object({ number: z.number().int(), text: z.string() })
export type NumberedLine = z.infer<typeof NumberedLine>

/** The script that failed, as it is in the revision it came from. */
export const FailingScript = z.object({
  path: z.string(),
  /** Where it came from; without a name when that is not known any more. */
  revisionName: z.string().optional(),
  deploymentId: DeploymentId.optional(),
  /** It came with the revision that was on the host before. */
  isPrevious: z.boolean(),
  origin: z.string(),
  /** Around the line that the failure names, else its beginning. */
  lines: z.array(NumberedLine).optional(),
  /** That the failure names, or whose words its message is. */
  failingLine: z.number().int().optional(),
  /** Why there are no lines. */
  note: z.string().optional(),
  change: z
    .object({
      sentence: z.string(),
      /** Changed lines and those around them, with `+`, `-`, a blank, or `@` where some are left out. */
      lines: z.array(z.string()),
    })
    .optional(),
})
export type FailingScript = z.infer<typeof FailingScript>

/** The same failure in an earlier deployment of the application, and what ended it. */
export const EarlierFailure = z.object({
  deploymentId: DeploymentId,
  deploymentGroupName: z.string(),
  at: Timestamp,
  hosts: z.number().int(),
  endedBy: z
    .object({ deploymentId: DeploymentId, revisionName: z.string(), isRollback: z.boolean(), at: Timestamp })
    .optional(),
})
export type EarlierFailure = z.infer<typeof EarlierFailure>

export const FailureGroupInfo = z.object({
  /** Short, and the same for the same kind of failure everywhere. */
  key: z.string(),
  event: LifecycleEventName,
  scriptName: z.string(),
  errorCode: LifecycleErrorCode,
  exitCode: z.number().int().optional(),
  /** As the first host said it, and in general. */
  message: z.string(),
  template: z.string(),
  count: z.number().int(),
  /** Of all failed hosts, 0 to 1. */
  share: z.number(),
  firstSeen: Timestamp,
  /** All its hosts, by their places in the planned order. */
  places: z.array(z.number().int()),
  /** The first of them. */
  targets: z.array(z.object({ targetId: z.string(), wave: z.number().int(), at: Timestamp })),
  /** Where to read on. Without a number when no line of the log says it. */
  readAt: z.object({ targetId: z.string(), event: LifecycleEventName, line: z.number().int().optional() }),
  /** A host that passed the same event, to compare with. */
  goodHost: z.string().optional(),
  /** What separates these hosts from those that passed. Empty when nothing does. */
  separators: z.array(z.string()),
  script: FailingScript.optional(),
  advice: Advice,
  before: EarlierFailure.optional(),
})
export type FailureGroupInfo = z.infer<typeof FailureGroupInfo>
