import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { usersOfConfigs } from '../../queries/config-use.ts'
import { orRefuse } from '../../queries/or-refuse.ts'
import { whyKept } from '../why-kept.ts'

/** Deleting one that is not there is done already, as with CodeDeploy. */
export const deleteDeploymentConfig: Handler<'deleteDeploymentConfig'> = async ({ deploymentConfigName }, call) => {
  const { accountId } = call.actor
  const key = directoryKeys.config(accountId, deploymentConfigName)
  return changeDirectory(call, `deploymentConfig:${deploymentConfigName}`, async (store) => {
    const usersOf = await usersOfConfigs(store, accountId)
    orRefuse(whyKept(deploymentConfigName, usersOf(deploymentConfigName)))
    const isThere = (await store.get('deploymentConfigs', key)) !== undefined
    return { changes: isThere ? [{ collection: 'deploymentConfigs', key, remove: true }] : [], answer: {} }
  })
}
