import { limits } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { configOverview } from '../../queries/config-overview.ts'
import { usersOfConfigs } from '../../queries/config-use.ts'
import { findConfig } from '../../queries/find-config.ts'
import { whyKept } from '../why-kept.ts'

export const getDeploymentConfig: Handler<'getDeploymentConfig'> = async (
  { deploymentConfigName },
  { actor: { accountId }, ports: { store } },
) => {
  const config = await findConfig(store, accountId, deploymentConfigName)
  const users = (await usersOfConfigs(store, accountId))(deploymentConfigName)
  const usedBy = users
    .slice(0, limits.pageRows)
    .map(({ applicationName, deploymentGroupName }) => ({ applicationName, deploymentGroupName }))
  const kept = whyKept(deploymentConfigName, users)
  const actions = { delete: kept === undefined ? { allowed: true } : { allowed: false, reason: kept.message } }
  return { deploymentConfigInfo: { ...configOverview(config, users.length), usedBy, actions } }
}
