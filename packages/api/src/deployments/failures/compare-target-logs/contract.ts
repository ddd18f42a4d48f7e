import { DeploymentId, LifecycleEventName } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../../operation.ts'
import { NumberedLine } from '../schemas.ts'

/** A run of lines that say the same on both hosts, or what only one of them says. */
export const LogStretch = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('equal'),
    count: z.number().int(),
    /** As the failing host says them, with their numbers there; the first of many. */
    lines: z.array(NumberedLine),
  }),
  z.object({
    kind: z.literal('different'),
    failing: z.array(NumberedLine),
    good: z.array(NumberedLine),
    /** So many more lines of each are not in the answer. */
    failingCut: z.number().int(),
    goodCut: z.number().int(),
  }),
])
export type LogStretch = z.infer<typeof LogStretch>

const Side = z.object({
  targetId: z.string(),
  lines: z.number().int(),
  /** The log goes on: only its beginning was compared. */
  isCut: z.boolean(),
})

export const compareTargetLogs = operation({
  name: 'compareTargetLogs',
  summary: 'The log of a failed host beside that of a good one, lines that say the same aligned',
  writes: false,
  input: z.strictObject({
    deploymentId: DeploymentId,
    failing: z.string().min(1).max(100),
    /** Left out: the best one is chosen. */
    good: z.string().min(1).max(100).optional(),
    event: LifecycleEventName,
  }),
  output: z.object({
    failing: Side,
    /** Absent when no host passed this event. */
    good: Side.optional(),
    /** Why this host, or why none. */
    choice: z.string(),
    stretches: z.array(LogStretch),
    /** The place of the first stretch that differs. */
    firstDivergence: z.number().int().optional(),
  }),
  refuses: ['DeploymentDoesNotExistException', 'DeploymentTargetDoesNotExistException'],
})
