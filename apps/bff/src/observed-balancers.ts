import type { Ports } from '@sluice/api'
import { firstAccountId, type ObservedBalancer } from '@sluice/model'
import { directoryKeys } from '@sluice/store'

/** All balancers that were seen since the start, as they were seen last. */
export async function observedBalancers({ store, balancers }: Pick<Ports, 'store' | 'balancers'>) {
  const rows = await store.list('loadBalancers', directoryKeys.loadBalancers(firstAccountId))
  const seen = rows.map(({ name }) => balancers.observed(firstAccountId, name)?.observed)
  return seen.filter((observed): observed is ObservedBalancer => observed !== undefined)
}
