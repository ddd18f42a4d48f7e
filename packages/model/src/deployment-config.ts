/** Deployment configurations: how many hosts must stay healthy. Source: facts sections 1.5, 3.1 and 3.5. */
import { z } from 'zod'
import { Name, Timestamp } from './names.ts'
import { ZonalConfig } from './zones.ts'

/**
 * HOST_COUNT: a whole number >= 0. FLEET_PERCENT: 0 to 99, rounded up to hosts at the start.
 * MOST_CONCURRENCY (value = how many at once) is OneAtATime's own kind: 99 % of 9 hosts would round up to 9 and never start.
 */
export const MinimumHealthyHosts = z.discriminatedUnion('type', [
  z.object({ type: z.literal('HOST_COUNT'), value: z.number().int().min(0) }),
  z.object({ type: z.literal('FLEET_PERCENT'), value: z.number().int().min(0).max(99) }),
  z.object({ type: z.literal('MOST_CONCURRENCY'), value: z.literal(1) }),
])
export type MinimumHealthyHosts = z.infer<typeof MinimumHealthyHosts>

export const ComputePlatform = z.enum(['Server', 'Lambda', 'ECS'])
export type ComputePlatform = z.infer<typeof ComputePlatform>

export const DeploymentConfigInfo = z.object({
  deploymentConfigId: z.string(),
  deploymentConfigName: Name,
  computePlatform: ComputePlatform,
  minimumHealthyHosts: MinimumHealthyHosts,
  /** In place only: one zone after the other. Never of a predefined one. */
  zonalConfig: ZonalConfig.optional(),
  createTime: Timestamp.optional(),
})
export type DeploymentConfigInfo = z.infer<typeof DeploymentConfigInfo>

export const predefinedConfigPrefix = 'CodeDeployDefault.'
export const defaultServerConfigName = 'CodeDeployDefault.OneAtATime'

/** What people may choose for a configuration of their own: a kind of one at a time is the predefined one's alone. */
export const CustomMinimumHealthyHosts = z
  .strictObject({
    type: z.enum(['HOST_COUNT', 'FLEET_PERCENT']),
    value: z.number().int().min(0, 'must be 0 or more'),
  })
  .refine(({ type, value }) => type !== 'FLEET_PERCENT' || value <= 99, {
    path: ['value'],
    message: 'must be at most 99 percent: with 100 no host could ever be taken out of service',
  })
export type CustomMinimumHealthyHosts = z.infer<typeof CustomMinimumHealthyHosts>

export const CustomConfigName = Name.refine(
  (name) => !name.startsWith(predefinedConfigPrefix),
  `must not start with “${predefinedConfigPrefix}”, which the predefined ones keep for themselves`,
)

const predefined = (short: string, minimumHealthyHosts: MinimumHealthyHosts): DeploymentConfigInfo => ({
  deploymentConfigId: `predefined-${short}`,
  deploymentConfigName: predefinedConfigPrefix + short,
  computePlatform: 'Server',
  minimumHealthyHosts,
})

export const predefinedServerConfigs: readonly DeploymentConfigInfo[] = [
  predefined('OneAtATime', { type: 'MOST_CONCURRENCY', value: 1 }),
  predefined('HalfAtATime', { type: 'FLEET_PERCENT', value: 50 }),
  predefined('AllAtOnce', { type: 'HOST_COUNT', value: 0 }),
]

export const isPredefinedConfig = (deploymentConfigName: string): boolean =>
  predefinedServerConfigs.some((config) => config.deploymentConfigName === deploymentConfigName)
