import { CustomMinimumHealthyHosts, FleetPreview, limits, MinimumHealthyHosts, Name, ZonalConfig } from '@sluice/model'
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
      /** Of the one that does not exist yet. */
      zonalConfig: ZonalConfig.optional(),
      /** By zones: over so many the hosts are spread. */
      zones: z
        .number()
        .int()
        .min(1, 'must be 1 or more')
        .max(
          limits.zonesPerDeployment,
          `must be at most ${limits.zonesPerDeployment}, the most zones of one deployment`,
        )
        .default(3),
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
    )
    .refine(
      ({ deploymentConfigName, zonalConfig }) => deploymentConfigName === undefined || zonalConfig === undefined,
      {
        path: ['zonalConfig'],
        message: 'is given by deploymentConfigName: leave one of the two out',
      },
    ),
  output: z.object({
    minimumHealthyHosts: MinimumHealthyHosts,
    zonalConfig: ZonalConfig.optional(),
    criteria: z.string(),
    preview: FleetPreview,
    /** Every fleet of 1 to so many hosts can never start with it; 0 when all can. */
    neverStartsUpTo: z.number().int(),
    /** Fleets of usual sizes. */
    usual: z.array(FleetPreview),
  }),
  refuses: ['DeploymentConfigDoesNotExistException'],
})
