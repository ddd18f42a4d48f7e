/** A host as the API shows it: its row, and what the hub knows of it right now. */
import type { Instance } from '@sluice/model'
import type { Output } from '../contracts.ts'
import type { Ports } from '../ports.ts'

export function instanceInfo(
  instance: Instance,
  ports: Pick<Ports, 'presence'>,
): Output<'getOnPremisesInstance'>['instanceInfo'] {
  const presence = ports.presence(instance.accountId, instance.instanceName)
  const { deregisterTime, enrolledBy, address, port } = instance
  return {
    instanceName: instance.instanceName,
    instanceArn: instance.instanceArn,
    registerTime: instance.registerTime,
    ...(deregisterTime !== undefined && { deregisterTime }),
    tags: instance.tags,
    os: instance.os,
    agentVersion: presence?.agentVersion || instance.agentVersion,
    connected: presence?.connected ?? false,
    ...(presence?.lastSeenAt !== undefined && { lastSeenTime: new Date(presence.lastSeenAt).toISOString() }),
    ...(presence?.silentSince !== undefined && { silentSince: new Date(presence.silentSince).toISOString() }),
    enrolledBy,
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
  }
}
