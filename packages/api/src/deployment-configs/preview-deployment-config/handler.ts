import { criteria, fleetPreview, neverStartsUpTo } from '@sluice/engine'
import type { DeploymentConfigInfo } from '@sluice/model'
import type { Call, Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { findConfig } from '../../queries/find-config.ts'
import type { previewDeploymentConfig as contract } from './contract.ts'

const usualSizes = [1, 2, 3, 5, 10, 100, 1000]

export const previewDeploymentConfig: Handler<'previewDeploymentConfig'> = async (input, call) => {
  const { minimumHealthyHosts, zonalConfig } = await wanted(input, call)
  const spread = zonalConfig && { zonalConfig, zones: input.zones }
  return {
    minimumHealthyHosts,
    ...(zonalConfig && { zonalConfig }),
    criteria: criteria(minimumHealthyHosts, zonalConfig),
    preview: fleetPreview(minimumHealthyHosts, input.fleetSize, spread),
    neverStartsUpTo: neverStartsUpTo(minimumHealthyHosts, spread),
    usual: usualSizes.map((size) => fleetPreview(minimumHealthyHosts, size, spread)),
  }
}

async function wanted(
  { minimumHealthyHosts, zonalConfig, deploymentConfigName = '' }: ParsedOf<typeof contract>,
  { actor, ports }: Call,
): Promise<Pick<DeploymentConfigInfo, 'minimumHealthyHosts' | 'zonalConfig'>> {
  if (minimumHealthyHosts !== undefined) return { minimumHealthyHosts, zonalConfig }
  return findConfig(ports.store, actor.accountId, deploymentConfigName)
}
