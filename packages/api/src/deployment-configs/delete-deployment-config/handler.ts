import { isPredefinedConfig, refuse, type DeploymentGroup } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { usersOfConfigs } from '../../queries/config-use.ts'
import { groupPath } from '../../queries/target-group-use.ts'

/** Deleting one that is not there is done already, as with CodeDeploy. */
export const deleteDeploymentConfig: Handler<'deleteDeploymentConfig'> = async ({ deploymentConfigName }, call) => {
  const { accountId } = call.actor
  const key = directoryKeys.config(accountId, deploymentConfigName)
  return changeDirectory(call, `deploymentConfig:${deploymentConfigName}`, async (store) => {
    if (isPredefinedConfig(deploymentConfigName)) refusePredefined(deploymentConfigName)
    const users = (await usersOfConfigs(store, accountId))(deploymentConfigName)
    if (users.length > 0) refuseInUse(deploymentConfigName, users)
    const isThere = (await store.get('deploymentConfigs', key)) !== undefined
    return { changes: isThere ? [{ collection: 'deploymentConfigs', key, remove: true }] : [], answer: {} }
  })
}

function refusePredefined(name: string): never {
  refuse(
    'InvalidOperationException',
    `${name} is predefined and always there: only configurations of your own can be deleted.`,
  )
}

const mostNamed = 5

function refuseInUse(name: string, users: readonly DeploymentGroup[]): never {
  const named = users.slice(0, mostNamed).map(groupPath).join(', ')
  const more = users.length > mostNamed ? ` and ${users.length - mostNamed} more` : ''
  const those = users.length === 1 ? 'The deployment group' : 'The deployment groups'
  const rule = users.length === 1 ? 'deploys' : 'deploy'
  refuse(
    'DeploymentConfigInUseException',
    `${those} ${named}${more} ${rule} with ${name}: choose another configuration there, then delete this one.`,
  )
}
