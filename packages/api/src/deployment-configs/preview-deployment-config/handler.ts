import { criteria, fleetPreview, neverStartsUpTo } from '@sluice/engine'
import type { MinimumHealthyHosts } from '@sluice/model'
import type { Call, Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { findConfig } from '../../queries/find-config.ts'
import type { previewDeploymentConfig as contract } from './contract.ts'

const usualSizes = [1, 2, 3, 5, 10, 100, 1000]

export const previewDeploymentConfig: Handler<'previewDeploymentConfig'> = async (input, call) => {
  const minimumHealthyHosts = await wanted(input, call)
  return {
    minimumHealthyHosts,
    criteria: criteria(minimumHealthyHosts),
    preview: fleetPreview(minimumHealthyHosts, input.fleetSize),
    neverStartsUpTo: neverStartsUpTo(minimumHealthyHosts),
    usual: usualSizes.map((size) => fleetPreview(minimumHealthyHosts, size)),
  }
}

async function wanted(
  { minimumHealthyHosts, deploymentConfigName = '' }: ParsedOf<typeof contract>,
  { actor, ports }: Call,
): Promise<MinimumHealthyHosts> {
  if (minimumHealthyHosts !== undefined) return minimumHealthyHosts
  return (await findConfig(ports.store, actor.accountId, deploymentConfigName)).minimumHealthyHosts
}
