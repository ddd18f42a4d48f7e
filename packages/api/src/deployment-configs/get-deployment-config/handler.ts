import type { Handler } from '../../handler.ts'
import { findConfig } from '../../queries/find-config.ts'

export const getDeploymentConfig: Handler<'getDeploymentConfig'> = async (
  { deploymentConfigName },
  { actor, ports },
) => ({
  deploymentConfigInfo: await findConfig(ports.store, actor.accountId, deploymentConfigName),
})
