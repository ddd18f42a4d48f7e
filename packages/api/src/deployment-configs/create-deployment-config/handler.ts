import { limits, refuse } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { drawUuid, isoTime } from '../../queries/random-ids.ts'

export const createDeploymentConfig: Handler<'createDeploymentConfig'> = async (input, call) => {
  const { accountId } = call.actor
  const { deploymentConfigName } = input
  const deploymentConfigId = drawUuid(call.ports)
  const put = { ...input, deploymentConfigId, createTime: isoTime(call.ports.now()) }
  return changeDirectory(call, `deploymentConfig:${deploymentConfigName}`, async (store) => {
    await refuseIfTakenOrFull(store, accountId, deploymentConfigName)
    const key = directoryKeys.config(accountId, deploymentConfigName)
    return { changes: [{ collection: 'deploymentConfigs', key, put }], answer: { deploymentConfigId } }
  })
}

async function refuseIfTakenOrFull(store: Store, accountId: string, name: string): Promise<void> {
  const configs = await store.list('deploymentConfigs', directoryKeys.configs(accountId))
  if (configs.some((config) => config.deploymentConfigName === name)) refuseTaken(name)
  if (configs.length >= limits.customConfigsPerAccount)
    refuse(
      'DeploymentConfigLimitExceededException',
      `There are ${limits.customConfigsPerAccount} configurations of your own, which is the most: delete one that no group uses.`,
    )
}

function refuseTaken(name: string): never {
  const message = `There is already a deployment configuration ${name}: choose another name. Configurations are never changed; groups change to another one.`
  refuse('DeploymentConfigAlreadyExistsException', message, [
    { field: 'deploymentConfigName', rule: 'unique', message },
  ])
}
