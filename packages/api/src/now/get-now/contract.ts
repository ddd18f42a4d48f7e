import { DeploymentStatus } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** Something that wants eyes, in one sentence; what it is about is a deployment, or hosts. */
export const Attention = z.object({
  kind: z.enum(['failed', 'stopped', 'losing', 'held', 'failedHosts', 'silentHosts']),
  text: z.string(),
  deploymentId: z.string().optional(),
  applicationName: z.string().optional(),
  deploymentGroupName: z.string().optional(),
  since: z.string().optional(),
})
export type Attention = z.infer<typeof Attention>

export const getNow = operation({
  name: 'getNow',
  summary: 'What wants attention now, and how many deployments the last two weeks had',
  writes: false,
  input: z.strictObject({}),
  output: z.object({
    /** The most pressing first. */
    attention: z.array(Attention),
    /** Since the beginning of the UTC hour two weeks ago. Hours without deployments are left out. */
    hours: z.array(z.object({ hour: z.string(), status: DeploymentStatus, count: z.number().int() })),
    days: z.number().int(),
  }),
  refuses: [],
})
