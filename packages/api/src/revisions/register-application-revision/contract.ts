import { Name, RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const registerApplicationRevision = operation({
  name: 'registerApplicationRevision',
  summary: 'Register an uploaded bundle as a revision of an application',
  writes: true,
  input: z.strictObject({
    applicationName: Name,
    revision: RevisionLocation.optional(),
    /** Ours: instead of `revision`, `s3://bucket/key.zip?versionId=...&etag=...` or an address of the object. */
    location: z.string().min(1).max(4096).optional(),
    description: z.string().max(256).optional(),
  }),
  output: z.object({ revisionId: z.string() }),
  refuses: [
    'ApplicationDoesNotExistException',
    'InvalidRevisionException',
    'RevisionRequiredException',
    'BundleRefused',
  ],
})
