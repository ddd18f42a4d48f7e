import type { Instance, InstanceRow } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Ports } from '../../ports.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import type { Delta, TopicSource } from '../topic.ts'
import { instancesTopic } from './contract.ts'

export const instancesSource: TopicSource<'instances'> = {
  contract: instancesTopic,
  async snapshot(ports, { accountId }) {
    // A change in this very millisecond is then sent once more, never left out.
    const seq = ports.now() - 1
    const all = await ports.store.list('instances', directoryKeys.instances(accountId))
    const rows = all.map((instance) => instanceRow(instance, ports))
    return { data: { instances: rows.toSorted((a, b) => byNaturalOrder(a.instanceName, b.instanceName)) }, seq }
  },
  /** Rows need the hub's knowledge beside the commit: they come by `instancesDeltas`. */
  deltas: () => [],
}

/** One for each account. `seq` is the time in milliseconds, made to grow by whoever publishes. */
export function instancesDeltas(instances: readonly Instance[], ports: Pick<Ports, 'presence'>, seq: number): Delta[] {
  const accounts = new Set(instances.map((instance) => instance.accountId))
  return [...accounts].map((accountId) => {
    const own = instances.filter((instance) => instance.accountId === accountId)
    const data = { instances: own.map((instance) => instanceRow(instance, ports)) }
    return { topic: 'instances', accountId, data, seq, urgent: false }
  })
}

function instanceRow(instance: Instance, { presence }: Pick<Ports, 'presence'>): InstanceRow {
  const { instanceName, tags, registerTime, deregisterTime, os } = instance
  const here = presence(instance.accountId, instanceName)
  return {
    instanceName,
    tags,
    registerTime,
    ...(deregisterTime !== undefined && { deregisterTime }),
    os,
    agentVersion: here?.agentVersion || instance.agentVersion,
    connected: here?.connected ?? false,
    ...(here?.lastSeenAt !== undefined && { lastSeenAt: here.lastSeenAt }),
    ...(here?.silentSince !== undefined && { silentSince: here.silentSince }),
  }
}
