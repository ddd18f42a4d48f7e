import { CustomConfigName, CustomMinimumHealthyHosts, ZonalConfig } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createDeploymentConfig = operation({
  name: 'createDeploymentConfig',
  summary: 'Create a deployment configuration: how many hosts must stay healthy. It is never changed, only deleted',
  writes: true,
  input: z.strictObject({
    deploymentConfigName: CustomConfigName,
    minimumHealthyHosts: CustomMinimumHealthyHosts,
    /** In place only: one zone after the other, with a bake between two. `zoneTag` is ours: the tag whose value is a host's zone. */
    zonalConfig: ZonalConfig.optional(),
    computePlatform: z.enum(['Server']).default('Server'),
  }),
  output: z.object({ deploymentConfigId: z.string() }),
  refuses: ['DeploymentConfigAlreadyExistsException', 'DeploymentConfigLimitExceededException'],
})
