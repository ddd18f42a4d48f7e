/** A configuration as the API shows it: its row, its rule in words, and a fleet of ten as its picture. */
import { criteria, fleetPreview } from '@sluice/engine'
import { isPredefinedConfig, type DeploymentConfigInfo } from '@sluice/model'
import type { DeploymentConfigOverview } from '../contracts.ts'

const picturedHosts = 10
const picturedZones = 3

export function configOverview(config: DeploymentConfigInfo, groups: number): DeploymentConfigOverview {
  const { zonalConfig } = config
  return {
    ...config,
    isPredefined: isPredefinedConfig(config.deploymentConfigName),
    criteria: criteria(config.minimumHealthyHosts, config.zonalConfig),
    groups,
    example: fleetPreview(
      config.minimumHealthyHosts,
      picturedHosts,
      zonalConfig && { zonalConfig, zones: picturedZones },
    ),
  }
}
