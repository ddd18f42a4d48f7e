import { Complaint } from '@sluice/appspec'
import { RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const checkRevision = operation({
  name: 'checkRevision',
  summary: 'Look into an uploaded bundle: its files, its AppSpec and every complaint',
  writes: false,
  input: z.strictObject({ revision: RevisionLocation }),
  output: z.object({
    valid: z.boolean(),
    complaints: z.array(Complaint),
    files: z.array(z.object({ path: z.string(), size: z.number() })),
    appSpec: z.string().optional(),
  }),
  refuses: ['RevisionDoesNotExistException'],
})
