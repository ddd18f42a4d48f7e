import type { Instance, InstanceRow } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Ports } from '../../ports.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import type { Delta, TopicSource } from '../topic.ts'
import { instancesTopic } from './contract.ts'

export const instancesSource: TopicSource<'instances'> = {
  contract: instancesTopic,
  async snapshot(ports, { accountId }) {
    const seq = ports.now()
    const all = await ports.store.list('instances', directoryKeys.instances(accountId))
    const rows = all.map((instance) => instanceRow(instance, ports))
    return { data: { instances: rows.toSorted((a, b) => byNaturalOrder(a.instanceName, b.instanceName)) }, seq }
  },
  /** Rows need the hub's knowledge beside the commit: they come by `instancesDelta`. */
  deltas: () => [],
}

/** `seq` is the time in milliseconds, made to grow by whoever publishes. */
export function instancesDelta(instances: readonly Instance[], ports: Pick<Ports, 'presence'>, seq: number): Delta {
  const data = { instances: instances.map((instance) => instanceRow(instance, ports)) }
  return { topic: 'instances', data, seq, urgent: false }
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
