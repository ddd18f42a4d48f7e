/**
 * Approvals of the reroute of a blue/green deployment: what a group asks for, what a person saw, and the record that is kept
 * for ever. Source: `ui.md` section 5; attack case A20.
 */
import { z } from 'zod'
import { TrafficMeasure } from './load-balancer.ts'
import { Timestamp } from './names.ts'

/** Without one, whoever may deploy may continue. With one, `continueDeployment` needs `seen`, and `note` and `typed` where asked. */
export const ApprovalPolicy = z.object({
  /** How many different people must approve. */
  approvers: z.number().int().min(1).max(5).default(1),
  /** Four eyes: whoever started the deployment may not approve it unless this is set. */
  ownApprovalAllowed: z.boolean().default(false),
  noteRequired: z.boolean().default(true),
  /** The group's name must be typed. */
  typedConfirmation: z.boolean().default(true),
})
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>

/** One line of the checklist, with its time where it has one. */
export const ApprovalCheck = z.object({
  name: z.enum([
    'replacementHealthy',
    'sameCapacity',
    'hooksPassed',
    'testListener',
    'bundleUnchanged',
    'originalHealthy',
  ]),
  state: z.enum(['ok', 'warning', 'failed']),
  sentence: z.string(),
  at: Timestamp.optional(),
})
export type ApprovalCheck = z.infer<typeof ApprovalCheck>

/** One side of the page, original or replacement. */
export const ApprovalSide = z.object({
  revisionName: z.string().optional(),
  total: z.number().int(),
  healthy: z.number().int(),
  /** Since when all of them have been healthy. */
  healthySince: Timestamp.optional(),
  /** Of the production listener, 0 to 100. */
  trafficPercent: z.number(),
  /** The production listener's last minutes for who has users; the test listener's for who has none. */
  listener: z.enum(['production', 'test']),
  measured: TrafficMeasure.optional(),
  members: z.array(z.object({ targetId: z.string(), healthy: z.boolean(), reason: z.string() })),
})
export type ApprovalSide = z.infer<typeof ApprovalSide>

/** The numbers of a moment: what the page shows, and what is kept with the decision. */
export const ApprovalEvidence = z.object({
  at: Timestamp,
  original: ApprovalSide,
  replacement: ApprovalSide,
  checks: z.array(ApprovalCheck),
})
export type ApprovalEvidence = z.infer<typeof ApprovalEvidence>

/** Why somebody decided so, in their own words. */
export const Note = z.string().trim().max(1000)

export const ApprovalRecord = z.object({
  by: z.string(),
  /** `user:...` or `token:...`; a token of a person counts as the person. */
  actorId: z.string(),
  at: Timestamp,
  note: Note.optional(),
  /** Hash of the state that the person saw. */
  seen: z.string().optional(),
  evidence: ApprovalEvidence.optional(),
})
export type ApprovalRecord = z.infer<typeof ApprovalRecord>
