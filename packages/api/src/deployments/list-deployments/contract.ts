import { DeploymentId, DeploymentStatus, DeploymentSummary, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const listDeployments = operation({
  name: 'listDeployments',
  summary: 'Deployments, newest first',
  writes: false,
  input: z.strictObject({
    applicationName: Name.optional(),
    deploymentGroupName: Name.optional(),
    includeOnlyStatuses: z.array(DeploymentStatus).optional(),
    createTimeRange: z.object({ start: z.iso.datetime().optional(), end: z.iso.datetime().optional() }).optional(),
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({
    deployments: z.array(DeploymentId),
    deploymentsInfo: z.array(DeploymentSummary),
    nextToken: z.string().optional(),
  }),
  refuses: [
    'ApplicationDoesNotExistException',
    'ApplicationNameRequiredException',
    'DeploymentGroupDoesNotExistException',
    'InvalidTimeRangeException',
    'InvalidNextTokenException',
  ],
})
