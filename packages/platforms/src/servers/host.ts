/** Who a host is, and what is refused to it. */
import type { Actor } from '@sluice/model'

export interface HostIdentity {
  accountId: string
  instanceName: string
}

export const hostKey = ({ accountId, instanceName }: HostIdentity): string => `${accountId}/${instanceName}`

/** An attack or a mistake of a host that is worth an audit row. `recordRefusal` of the conductor takes it as it is, with a request id. */
export interface RefusedHostAct {
  actor: Actor
  action: 'agentConnect' | 'agentFrame'
  resource: string
  detail: string
}

export function refusedAct(host: HostIdentity, action: RefusedHostAct['action'], detail: string): RefusedHostAct {
  const { accountId, instanceName } = host
  const actor: Actor = { kind: 'host', accountId, instanceName, name: instanceName }
  return { actor, action, resource: `instance:${instanceName}`, detail }
}
