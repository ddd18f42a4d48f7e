import { CustomMinimumHealthyHosts, FleetPreview, limits, MinimumHealthyHosts, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const previewDeploymentConfig = operation({
  name: 'previewDeploymentConfig',
  summary: 'What a configuration, or one that does not exist yet, does with so many hosts',
  writes: false,
  input: z
    .strictObject({
      deploymentConfigName: Name.optional(),
      minimumHealthyHosts: CustomMinimumHealthyHosts.optional(),
      fleetSize: z
        .number()
        .int()
        .min(0, 'must be 0 or more')
        .max(
          limits.hostsPerDeployment,
          `must be at most ${limits.hostsPerDeployment}, the most hosts of one deployment`,
        ),
    })
    .refine(
      ({ deploymentConfigName, minimumHealthyHosts }) =>
        (deploymentConfigName === undefined) !== (minimumHealthyHosts === undefined),
      { path: ['deploymentConfigName'], message: 'or minimumHealthyHosts is needed: give one of the two' },
    ),
  output: z.object({
    minimumHealthyHosts: MinimumHealthyHosts,
    criteria: z.string(),
    preview: FleetPreview,
    /** Every fleet of 1 to so many hosts can never start with it; 0 when all can. */
    neverStartsUpTo: z.number().int(),
    /** Fleets of usual sizes. */
    usual: z.array(FleetPreview),
  }),
  refuses: ['DeploymentConfigDoesNotExistException'],
})
