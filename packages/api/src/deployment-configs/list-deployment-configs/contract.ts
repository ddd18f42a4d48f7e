import { DeploymentConfigInfo, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const listDeploymentConfigs = operation({
  name: 'listDeploymentConfigs',
  summary: 'Deployment configurations, predefined ones first',
  writes: false,
  input: z.strictObject({ nextToken: z.string().optional() }),
  output: z.object({
    deploymentConfigsList: z.array(Name),
    deploymentConfigsInfo: z.array(DeploymentConfigInfo),
    nextToken: z.string().optional(),
  }),
  refuses: ['InvalidNextTokenException'],
})
