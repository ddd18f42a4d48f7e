import { Name, RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { BundleContents } from '../../bundles/bundle-contents.ts'
import { operation } from '../../operation.ts'
import { GroupUse, UsedBy } from '../revision-use-form.ts'

/** What is known of one revision. `appSpec` is '' when the bundle has none. */
export const RevisionInfo = BundleContents.extend({
  revisionId: z.string(),
  description: z.string().optional(),
  deploymentGroups: z.array(z.string()),
  firstUsedTime: z.string().optional(),
  lastUsedTime: z.string().optional(),
  registerTime: z.string(),
  registeredBy: z.string(),
  name: z.string(),
  /** Of the archive. */
  size: z.number(),
  sha256: z.string(),
  appSpec: z.string(),
  use: z.object({
    groupCount: z.number().int(),
    groups: z.array(GroupUse),
    deployments: z.number().int(),
    successes: z.number().int(),
    /** Set when there are older deployments of the application, which were not counted. */
    countedSince: z.string().optional(),
    /** Newest first. */
    newest: z.array(UsedBy),
  }),
})
export type RevisionInfo = z.infer<typeof RevisionInfo>

export const getApplicationRevision = operation({
  name: 'getApplicationRevision',
  summary: 'One revision: where it is, what is in it, where it ran',
  writes: false,
  input: z.strictObject({
    applicationName: Name,
    revision: RevisionLocation.optional(),
    /** Ours: instead of the location. */
    revisionId: z.string().min(1).max(64).optional(),
  }),
  output: z.object({ applicationName: Name, revision: RevisionLocation, revisionInfo: RevisionInfo }),
  refuses: ['ApplicationDoesNotExistException', 'RevisionDoesNotExistException', 'RevisionRequiredException'],
})
