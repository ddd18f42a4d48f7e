import { DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** Hosts that the deployment has not begun with, by what lies on them. */
const UntouchedShare = z.object({
  /** `asBefore`: what lies there is not known, or is of two revisions. */
  has: z.enum(['revision', 'nothing', 'asBefore']),
  revisionName: z.string().optional(),
  /** A rollback installs what is there already. */
  isWayBack: z.boolean(),
  hosts: z.number().int(),
})
export type UntouchedShare = z.infer<typeof UntouchedShare>

export const planStop = operation({
  name: 'planStop',
  summary: 'What a stop would leave on the hosts that a deployment has not begun with',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId }),
  output: z.object({
    /** Most hosts first. Absent in blue/green, where a stop is about users. */
    untouched: z.array(UntouchedShare).optional(),
  }),
  refuses: ['DeploymentDoesNotExistException'],
})
