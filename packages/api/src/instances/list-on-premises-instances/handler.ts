import { matchesTagFilters, type Instance, type RegistrationStatus } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { instanceInfo } from '../../queries/instance-info.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import { pageAfter } from '../../queries/pages.ts'

export const listOnPremisesInstances: Handler<'listOnPremisesInstances'> = async (input, { actor, ports }) => {
  const { registrationStatus, tagFilters = [], nextToken } = input
  const all = await ports.store.list('instances', directoryKeys.instances(actor.accountId))
  const wanted = all
    .filter((instance) => registrationStatus === undefined || statusOf(instance) === registrationStatus)
    .filter((instance) => tagFilters.length === 0 || matchesTagFilters(instance.tags, tagFilters))
    .toSorted((a, b) => byNaturalOrder(a.instanceName, b.instanceName))
  const page = pageAfter(wanted, nextToken, (instance) => instance.instanceName, { compare: byNaturalOrder })
  return {
    instanceNames: page.rows.map((instance) => instance.instanceName),
    instanceInfos: page.rows.map((instance) => instanceInfo(instance, ports)),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}

const statusOf = (instance: Instance): RegistrationStatus =>
  instance.deregisterTime === undefined ? 'Registered' : 'Deregistered'
