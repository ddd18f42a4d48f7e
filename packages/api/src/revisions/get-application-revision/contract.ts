import { Name, RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const getApplicationRevision = operation({
  name: 'getApplicationRevision',
  summary: 'One revision: where it is, what is in it, where it ran',
  writes: false,
  input: z.strictObject({ applicationName: Name, revision: RevisionLocation }),
  output: z.object({
    applicationName: Name,
    revision: RevisionLocation,
    revisionInfo: z.object({
      description: z.string().optional(),
      deploymentGroups: z.array(z.string()),
      firstUsedTime: z.string().optional(),
      lastUsedTime: z.string().optional(),
      registerTime: z.string(),
      registeredBy: z.string(),
      name: z.string(),
      size: z.number(),
      sha256: z.string(),
      files: z.array(z.object({ path: z.string(), size: z.number() })),
      appSpec: z.string(),
    }),
  }),
  refuses: ['ApplicationDoesNotExistException', 'RevisionDoesNotExistException'],
})
