import { RegistrationStatus, Tag, TagFilter } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** A host: CodeDeploy's fields, and what is known of it right now (ours). */
export const InstanceInfo = z.object({
  instanceName: z.string(),
  instanceArn: z.string(),
  registerTime: z.string(),
  deregisterTime: z.string().optional(),
  tags: z.array(Tag),
  os: z.string(),
  agentVersion: z.string(),
  connected: z.boolean(),
  lastSeenTime: z.string().optional(),
  silentSince: z.string().optional(),
  /** Who made its enrolment token. */
  enrolledBy: z.string(),
  /** Where load balancers reach its applications. */
  address: z.string().optional(),
  port: z.number().int().optional(),
})
export type InstanceInfo = z.infer<typeof InstanceInfo>

export const listOnPremisesInstances = operation({
  name: 'listOnPremisesInstances',
  summary: 'Registered hosts, by registration status and tags',
  writes: false,
  input: z.strictObject({
    registrationStatus: RegistrationStatus.optional(),
    tagFilters: z.array(TagFilter).max(10).optional(),
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({
    instanceNames: z.array(z.string()),
    instanceInfos: z.array(InstanceInfo),
    nextToken: z.string().optional(),
  }),
  refuses: ['InvalidRegistrationStatusException', 'InvalidTagFilterException', 'InvalidNextTokenException'],
})
