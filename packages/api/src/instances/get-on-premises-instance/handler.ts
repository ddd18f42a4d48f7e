import type { Handler } from '../../handler.ts'
import { instanceInfo } from '../../queries/instance-info.ts'
import { findInstance } from '../find-instance.ts'

export const getOnPremisesInstance: Handler<'getOnPremisesInstance'> = async ({ instanceName }, { actor, ports }) => ({
  instanceInfo: instanceInfo(await findInstance(ports.store, actor.accountId, instanceName), ports),
})
