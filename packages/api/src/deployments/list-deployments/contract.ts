import {
  DeploymentCreator,
  DeploymentId,
  DeploymentStatus,
  DeploymentStyle,
  DeploymentSummary,
  Name,
} from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** CodeDeploy's filters, then ours. A list that is empty filters nothing, as in CodeDeploy. */
export const listDeployments = operation({
  name: 'listDeployments',
  summary: 'Deployments, newest first',
  writes: false,
  input: z.strictObject({
    applicationName: Name.optional(),
    deploymentGroupName: Name.optional(),
    includeOnlyStatuses: z.array(DeploymentStatus).max(20).optional(),
    createTimeRange: z.object({ start: z.iso.datetime().optional(), end: z.iso.datetime().optional() }).optional(),
    /** Known to CodeDeploy's clients; nothing here is driven by CloudFormation, so it selects nothing. */
    externalId: z.string().max(1024).optional(),
    /** Of any of these; `applicationName` is one more condition. */
    applicationNames: z.array(Name).max(50).optional(),
    deploymentTypes: z.array(DeploymentStyle.shape.deploymentType).max(2).optional(),
    creators: z.array(DeploymentCreator).max(10).optional(),
    /** The whole name. */
    revisionName: z.string().min(1).max(1024).optional(),
    /** Occurs in the id, the name of the revision or the description; capitals make no difference. */
    text: z.string().trim().min(1).max(200).optional(),
    /** Only those in which a host failed, however they ended: a success may leave hosts behind. */
    withFailedHosts: z.boolean().optional(),
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({
    deployments: z.array(DeploymentId),
    deploymentsInfo: z.array(DeploymentSummary),
    /** A page may be short, even empty, and have a token: then it was looked back as far as `lookedBackTo`, and the next goes on. */
    nextToken: z.string().optional(),
    lookedBackTo: z.string().optional(),
  }),
  refuses: [
    'ApplicationDoesNotExistException',
    'ApplicationNameRequiredException',
    'DeploymentGroupDoesNotExistException',
    'InvalidTimeRangeException',
    'InvalidNextTokenException',
  ],
})
