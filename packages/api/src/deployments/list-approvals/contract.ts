import { ActionState, DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** One deployment that waits for the reroute, and the caller's part in it. */
export const WaitingApproval = z.object({
  deploymentId: DeploymentId,
  /** Whether the caller may press the button now, and why not. */
  mayApprove: ActionState,
  approvals: z.number().int(),
  approvers: z.number().int(),
})
export type WaitingApproval = z.infer<typeof WaitingApproval>

/** What is seen of a deployment before one decides is `getApproval`: that measures, this reads. */
export const listApprovals = operation({
  name: 'listApprovals',
  summary: 'All deployments that wait for the reroute, and whether the caller may approve them',
  writes: false,
  input: z.strictObject({ nextToken: z.string().max(500).optional() }),
  output: z.object({ approvals: z.array(WaitingApproval), nextToken: z.string().optional() }),
  refuses: ['InvalidNextTokenException'],
})
