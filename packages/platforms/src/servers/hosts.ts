/**
 * What the hub knows of each host: its connection, what is in flight for it, and when it was last heard. In memory only:
 * after a restart hosts connect again and the conductor dispatches again what is owed.
 */
import type { CommandId, HostPresence } from '@sluice/model'
import { hostKey, type HostIdentity } from './host.ts'
import type { Order } from './orders.ts'

/** The state of a command on its way (drawn in the README). Reported, withdrawn and dropped ones are not held any more. */
export interface HeldCommand {
  id: CommandId
  order: Order
  state: 'queued' | 'offered' | 'granted'
}

/** A welcomed connection. */
export interface Link {
  close(code: number, reason: string): void
  offer(held: HeldCommand): void
  drop(id: CommandId): void
}

export interface Host {
  readonly identity: HostIdentity
  link: Link | undefined
  readonly commands: Map<CommandId, HeldCommand>
  lastSeenAt: number | undefined
  silentSince: number | undefined
  /** Deployments that were told of the silence, with their groups. */
  readonly toldSilent: Map<string, string>
  agentVersion: string
}

export interface Hosts {
  /** Made when it is not known yet. */
  of(identity: HostIdentity): Host
  find(identity: HostIdentity): Host | undefined
  remove(identity: HostIdentity): void
  byKey(key: string): Host | undefined
  all(): Iterable<Host>
}

export function createHosts(): Hosts {
  const hosts = new Map<string, Host>()
  return {
    of(identity) {
      const key = hostKey(identity)
      const known = hosts.get(key)
      if (known !== undefined) return known
      const { accountId, instanceName } = identity
      const host: Host = {
        identity: { accountId, instanceName },
        link: undefined,
        commands: new Map(),
        lastSeenAt: undefined,
        silentSince: undefined,
        toldSilent: new Map(),
        agentVersion: '',
      }
      hosts.set(key, host)
      return host
    },
    find: (identity) => hosts.get(hostKey(identity)),
    remove: (identity) => void hosts.delete(hostKey(identity)),
    byKey: (key) => hosts.get(key),
    all: () => hosts.values(),
  }
}

export function presenceOf({ identity, link, lastSeenAt, silentSince, agentVersion }: Host): HostPresence {
  const { instanceName } = identity
  return { instanceName, connected: link !== undefined, lastSeenAt, silentSince, agentVersion }
}
