import { Complaint } from '@sluice/appspec'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const checkAppSpec = operation({
  name: 'checkAppSpec',
  summary: 'Every complaint about the text of an AppSpec, before there is a bundle',
  writes: false,
  input: z.strictObject({
    /** Of more than 256 KiB only that is complained about. */
    text: z.string().max(300_000),
  }),
  output: z.object({
    /** No complaint is an error. Whether the files it names are there, only the bundle shows. */
    valid: z.boolean(),
    complaints: z.array(Complaint),
  }),
  refuses: [],
})
