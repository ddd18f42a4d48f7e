import { Application, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** An application with what the list shows of it. */
export const ApplicationOverview = Application.extend({
  groupCount: z.number().int(),
  revisionCount: z.number().int(),
})
export type ApplicationOverview = z.infer<typeof ApplicationOverview>

export const listApplications = operation({
  name: 'listApplications',
  summary: 'All applications, by name',
  writes: false,
  input: z.strictObject({ nextToken: z.string().optional() }),
  output: z.object({
    applications: z.array(Name),
    applicationsInfo: z.array(ApplicationOverview),
    nextToken: z.string().optional(),
  }),
  refuses: ['InvalidNextTokenException'],
})
