import { predefinedServerConfigs, refuse, type DeploymentConfigInfo } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

export async function configNamed(
  store: Store,
  accountId: string,
  name: string,
): Promise<DeploymentConfigInfo | undefined> {
  const predefined = predefinedServerConfigs.find((config) => config.deploymentConfigName === name)
  return predefined ?? (await store.get('deploymentConfigs', directoryKeys.config(accountId, name)))
}

export async function findConfig(store: Store, accountId: string, name: string): Promise<DeploymentConfigInfo> {
  const config = await configNamed(store, accountId, name)
  if (config !== undefined) return config
  refuse(
    'DeploymentConfigDoesNotExistException',
    `There is no deployment configuration ${name}: check the name, or create the configuration first.`,
  )
}
