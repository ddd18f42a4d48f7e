import { BucketName, Name, ObjectKey, Revision, RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { UsedBy } from '../revision-use-form.ts'

/** A revision with the groups it runs in now and those where it succeeded before, and how often it was deployed. */
export const RevisionOverview = Revision.extend({
  runsIn: z.array(z.string()),
  succeededIn: z.array(z.string()),
  deployments: z.number().int(),
  successes: z.number().int(),
  lastSuccess: UsedBy.optional(),
})
export type RevisionOverview = z.infer<typeof RevisionOverview>

export const listApplicationRevisions = operation({
  name: 'listApplicationRevisions',
  summary: 'The revisions of an application, newest first',
  writes: false,
  input: z.strictObject({
    applicationName: Name,
    sortBy: z.enum(['registerTime', 'firstUsedTime', 'lastUsedTime']).optional(),
    sortOrder: z.enum(['ascending', 'descending']).optional(),
    s3Bucket: BucketName.optional(),
    /** Only with `s3Bucket`. */
    s3KeyPrefix: ObjectKey.optional(),
    /** Those that run in a group now (`include`), those that run in none (`exclude`), or both. */
    deployed: z.enum(['include', 'exclude', 'ignore']).optional(),
    nextToken: z.string().optional(),
  }),
  output: z.object({
    revisions: z.array(RevisionLocation),
    revisionsInfo: z.array(RevisionOverview),
    /** Of the application. */
    groupCount: z.number().int(),
    /** Set when there are older deployments of the application, which were not counted. */
    countedSince: z.string().optional(),
    nextToken: z.string().optional(),
  }),
  refuses: [
    'ApplicationDoesNotExistException',
    'BucketNameFilterRequiredException',
    'InvalidBucketNameFilterException',
    'InvalidDeployedStateFilterException',
    'InvalidKeyPrefixFilterException',
    'InvalidNextTokenException',
    'InvalidSortByException',
    'InvalidSortOrderException',
  ],
})
