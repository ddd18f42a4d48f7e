import { servedKinds } from '@sluice/load-balancers'
import { limits, refuse, type LoadBalancer, type Listeners } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { isoTime } from '../../queries/random-ids.ts'

export const createLoadBalancer: Handler<'createLoadBalancer'> = async (input, call) => {
  const { accountId, name: createdBy } = call.actor
  const balancer: LoadBalancer = { ...input, accountId, createTime: isoTime(call.ports.now()), createdBy }
  refuseUnservedKind(balancer)
  refuseOwnPort(balancer.listeners, call.ports.settings.port)
  return changeDirectory(call, `loadBalancer:${input.name}`, async (store) => {
    await refuseTakenOrFull(store, balancer)
    const key = directoryKeys.loadBalancer(accountId, input.name)
    return { changes: [{ collection: 'loadBalancers', key, put: balancer }], answer: { name: input.name } }
  })
}

function refuseUnservedKind({ kind }: LoadBalancer): void {
  if (servedKinds.includes(kind)) return
  refuseField('kind', `kind ${kind} is not served by this installation: use ${servedKinds.join(' or ')}.`)
}

function refuseOwnPort(listeners: Listeners, own: number): void {
  for (const [kind, port] of portsOf(listeners))
    if (port === own)
      refuseField(`listeners.${kind}`, `listeners.${kind} ${port} is the port of this service: choose a free one.`)
}

async function refuseTakenOrFull(store: Store, { accountId, name, listeners }: LoadBalancer): Promise<void> {
  const all = await store.list('loadBalancers', directoryKeys.loadBalancers(accountId))
  if (all.some((other) => other.name === name))
    refuse('LoadBalancerAlreadyExists', `There is a load balancer ${name} already: choose another name.`)
  if (all.length >= limits.loadBalancersPerAccount)
    refuse(
      'LoadBalancerLimitExceeded',
      `There are at most ${limits.loadBalancersPerAccount} load balancers: delete one that is not used.`,
    )
  for (const [kind, port] of portsOf(listeners)) refuseSharedPort(all, kind, port)
}

function refuseSharedPort(all: readonly LoadBalancer[], kind: string, port: number): void {
  const other = all.find((one) => portsOf(one.listeners).some(([, taken]) => taken === port))
  if (other !== undefined)
    refuseField(
      `listeners.${kind}`,
      `listeners.${kind} ${port} is a listener of the load balancer ${other.name}: choose another port.`,
    )
}

function portsOf({ production, test }: Listeners): [kind: string, port: number][] {
  return [
    ['production', production] as [string, number],
    ...(test === undefined ? [] : [['test', test] as [string, number]]),
  ]
}

function refuseField(field: string, message: string): never {
  refuse('InvalidLoadBalancerInfoException', message, [{ field, rule: 'listeners', message }])
}
