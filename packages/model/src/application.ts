/** An application: a name that ties revisions, deployment groups and deployments together. Source: facts section 1.1. */
import { z } from 'zod'
import { ComputePlatform } from './deployment-config.ts'
import { AccountId, Name, Timestamp } from './names.ts'

/** A name it had once. Names are held by one application at a time, so a name and a moment mean one application. */
export const FormerName = z.object({ applicationName: Name, from: Timestamp, until: Timestamp })
export type FormerName = z.infer<typeof FormerName>

export const Application = z.object({
  applicationId: z.uuid(),
  accountId: AccountId,
  applicationName: Name,
  computePlatform: ComputePlatform,
  createTime: Timestamp,
  createdBy: z.string(),
  /** Oldest first. Its deployments of those times bear these names. */
  formerNames: z.array(FormerName).optional(),
})
export type Application = z.infer<typeof Application>
