/** An application: a name that ties revisions, deployment groups and deployments together. Source: facts section 1.1. */
import { z } from 'zod'
import { ComputePlatform } from './deployment-config.ts'
import { AccountId, Name, Timestamp } from './names.ts'

export const Application = z.object({
  applicationId: z.uuid(),
  accountId: AccountId,
  applicationName: Name,
  computePlatform: ComputePlatform,
  createTime: Timestamp,
  createdBy: z.string(),
  /** What it was called before, oldest first: whoever asks by such a name is told the present one. */
  formerNames: z.array(Name).optional(),
})
export type Application = z.infer<typeof Application>
