import { Advice, DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../../operation.ts'
import { FailureGroupInfo } from '../schemas.ts'

export const getDeploymentFailures = operation({
  name: 'getDeploymentFailures',
  summary: 'The failed hosts of a deployment in groups: what failed, where, why, and what to do',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId }),
  output: z.object({
    /** Hosts. */
    failed: z.number().int(),
    /** Largest first. */
    groups: z.array(FailureGroupInfo),
    /** So many more groups are not described, and so many hosts are in them. */
    leftOut: z.object({ groups: z.number().int(), hosts: z.number().int() }),
    /** How the deployment as a whole ended, when it did not succeed. */
    advice: Advice.optional(),
    /** So many ended deployments of the application were looked through for the same failures. */
    lookedBack: z.number().int(),
  }),
  refuses: ['DeploymentDoesNotExistException'],
})
