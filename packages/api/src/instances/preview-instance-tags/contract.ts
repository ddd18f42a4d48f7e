import { InstanceName } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { GivenTags } from '../given-tags.ts'

/** A group that has some of these hosts before or after the change. */
export const GroupAfterTags = z.object({
  applicationName: z.string(),
  deploymentGroupName: z.string(),
  deploymentType: z.enum(['IN_PLACE', 'BLUE_GREEN']),
  /** Hosts that come in, go out and stay. */
  joins: z.array(z.string()),
  leaves: z.array(z.string()),
  stays: z.array(z.string()),
  /** Where hosts join: what happens to them then. */
  joining: z.string().optional(),
})
export type GroupAfterTags = z.infer<typeof GroupAfterTags>

export const previewInstanceTags = operation({
  name: 'previewInstanceTags',
  summary: 'Which groups hosts join and leave when their tags change, or a new host would be in; changes nothing',
  writes: false,
  input: z.strictObject({
    instanceNames: z.array(InstanceName).default([]),
    /** A host that is not registered yet, by the name it will have. */
    newInstanceName: InstanceName.optional(),
    tagsToAdd: GivenTags.default([]),
    tagsToRemove: GivenTags.default([]),
  }),
  output: z.object({
    groups: z.array(GroupAfterTags),
    /** There are more groups than are named here. */
    isCut: z.boolean(),
  }),
  refuses: ['TagLimitExceededException', 'InstanceLimitExceededException', 'InstanceNotRegisteredException'],
})
