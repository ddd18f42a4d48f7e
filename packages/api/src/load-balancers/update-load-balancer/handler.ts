import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findLoadBalancer } from '../../queries/find-balancer.ts'

/** Holds at once, also for deployments that run: the balancer asks its hosts anew. */
export const updateLoadBalancer: Handler<'updateLoadBalancer'> = async ({ name, healthCheck, drainSeconds }, call) => {
  const { accountId } = call.actor
  return changeDirectory(call, `loadBalancer:${name}`, async (store) => {
    const before = await findLoadBalancer(store, accountId, name)
    const balancer = {
      ...before,
      healthCheck: { ...before.healthCheck, ...healthCheck },
      drainSeconds: drainSeconds ?? before.drainSeconds,
    }
    const key = directoryKeys.loadBalancer(accountId, name)
    return { changes: [{ collection: 'loadBalancers', key, put: balancer }], answer: { name } }
  })
}
