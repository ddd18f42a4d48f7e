import { predefinedServerConfigs } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { configOverview } from '../../queries/config-overview.ts'
import { usersOfConfigs } from '../../queries/config-use.ts'
import { pageAfter } from '../../queries/pages.ts'

export const listDeploymentConfigs: Handler<'listDeploymentConfigs'> = async ({ nextToken }, { actor, ports }) => {
  const custom = await ports.store.list('deploymentConfigs', directoryKeys.configs(actor.accountId))
  const page = pageAfter(custom, nextToken, (config) => config.deploymentConfigName)
  const configs = nextToken === undefined ? [...predefinedServerConfigs, ...page.rows] : page.rows
  const usersOf = await usersOfConfigs(ports.store, actor.accountId)
  return {
    deploymentConfigsList: configs.map((config) => config.deploymentConfigName),
    deploymentConfigsInfo: configs.map((config) => configOverview(config, usersOf(config.deploymentConfigName).length)),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}
