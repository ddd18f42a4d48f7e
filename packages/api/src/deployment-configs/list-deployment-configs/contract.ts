import { DeploymentConfigInfo, FleetPreview, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** CodeDeploy's fields, and ours: what it says in words, how many groups deploy with it, and what it does with ten hosts. */
export const DeploymentConfigOverview = DeploymentConfigInfo.extend({
  isPredefined: z.boolean(),
  criteria: z.string(),
  groups: z.number().int(),
  example: FleetPreview,
})
export type DeploymentConfigOverview = z.infer<typeof DeploymentConfigOverview>

export const listDeploymentConfigs = operation({
  name: 'listDeploymentConfigs',
  summary: 'Deployment configurations with their criteria, predefined ones first',
  writes: false,
  input: z.strictObject({ nextToken: z.string().optional() }),
  output: z.object({
    deploymentConfigsList: z.array(Name),
    deploymentConfigsInfo: z.array(DeploymentConfigOverview),
    nextToken: z.string().optional(),
  }),
  refuses: ['InvalidNextTokenException'],
})
