import {
  ActionState,
  ApprovalEvidence,
  ApprovalPolicy,
  ApprovalRecord,
  DeploymentId,
  Timestamp,
  TrafficMeasure,
} from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const getApproval = operation({
  name: 'getApproval',
  summary: 'What one must know to decide on the reroute of a blue/green deployment, and afterwards to watch it',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId }),
  output: z.object({
    /** Absent while the deployment is not waiting for the reroute and has not moved traffic: then there is nothing to see. */
    evidence: ApprovalEvidence.optional(),
    /** Hash of what was seen; `continueDeployment` takes it back. Numbers of traffic are not in it: they change all the time. */
    seen: z.string().optional(),
    policy: ApprovalPolicy.optional(),
    /** Whether the caller may press the button now, and why not. */
    mayApprove: ActionState,
    noteRequired: z.boolean(),
    /** What must be typed; absent when nothing must. */
    phrase: z.string().optional(),
    approvals: z.array(ApprovalRecord),
    listeners: z.object({ production: z.string().optional(), test: z.string().optional() }),
    /** How long the last rollback by traffic of this group took, in seconds. */
    lastWayBackSeconds: z.number().optional(),
    /** After the switch: both fleets since then, or since as long as balancers remember. */
    sinceSwitch: z
      .object({ from: Timestamp, original: TrafficMeasure.optional(), replacement: TrafficMeasure.optional() })
      .optional(),
    /** Whether users can be sent back by traffic now, and why not. */
    maySendBack: ActionState,
  }),
  refuses: ['DeploymentDoesNotExistException', 'UnsupportedActionForDeploymentTypeException'],
})
