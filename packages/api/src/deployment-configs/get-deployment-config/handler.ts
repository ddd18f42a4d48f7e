import { limits } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { configOverview } from '../../queries/config-overview.ts'
import { usersOfConfigs } from '../../queries/config-use.ts'
import { findConfig } from '../../queries/find-config.ts'

export const getDeploymentConfig: Handler<'getDeploymentConfig'> = async (
  { deploymentConfigName },
  { actor: { accountId }, ports: { store } },
) => {
  const config = await findConfig(store, accountId, deploymentConfigName)
  const users = (await usersOfConfigs(store, accountId))(deploymentConfigName)
  const usedBy = users
    .slice(0, limits.pageRows)
    .map(({ applicationName, deploymentGroupName }) => ({ applicationName, deploymentGroupName }))
  return { deploymentConfigInfo: { ...configOverview(config, users.length), usedBy } }
}
