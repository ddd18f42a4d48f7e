import { DeploymentId, LifecycleEventName, limits, LogLine, logSeverities } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

const LogHit = z.object({
  line: LogLine,
  /** Where it matches, in its text without terminal codes: from, to. */
  ranges: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** Lines of the same event on the same target. */
  before: z.array(LogLine),
  after: z.array(LogLine),
})

const HitCounts = z.object({
  total: z.number().int(),
  /** How many targets have hits. */
  targets: z.number().int(),
  /** Those with the most hits first, at most 100. */
  perTarget: z.array(
    z.object({
      targetId: z.string(),
      lines: z.number().int(),
      events: z.array(z.object({ event: z.string(), lines: z.number().int() })),
    }),
  ),
  perEvent: z.array(z.object({ event: z.string(), lines: z.number().int() })),
  /** False when the log is so long that the time was over: then there are at least so many. */
  isWhole: z.boolean(),
})

/** Counts are of lines that match, over the whole stored log; hits come in pages, in the order in which the lines came. */
export const searchDeploymentLog = operation({
  name: 'searchDeploymentLog',
  summary: 'Search the whole stored log of a deployment, with exact counts',
  writes: false,
  input: z.strictObject({
    deploymentId: DeploymentId,
    /** Empty finds every line that the other fields leave. */
    query: z.string().max(limits.logSearchCharacters).default(''),
    mode: z.enum(['text', 'regex']).default('text'),
    caseSensitive: z.boolean().default(false),
    targets: z.array(z.string().min(1).max(255)).min(1).max(limits.logSearchNames).optional(),
    events: z.array(LifecycleEventName).min(1).max(limits.logSearchNames).optional(),
    /** Guessed from words and from the output that the line was written to. */
    severity: z.array(z.enum(logSeverities)).min(1).max(2).optional(),
    stream: z.enum(['stdout', 'stderr', 'agent']).optional(),
    /** Without, the answer comes as soon as its page is full. */
    counts: z.boolean().default(true),
    /** Lines around each hit, of the same event on the same target. */
    context: z.number().int().min(0).max(5).default(0),
    limit: z.number().int().min(0).max(500).default(100),
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({ hits: z.array(LogHit), counts: HitCounts.optional(), nextToken: z.string().optional() }),
  refuses: ['DeploymentDoesNotExistException', 'InvalidNextTokenException', 'TooManyRequests'],
})
