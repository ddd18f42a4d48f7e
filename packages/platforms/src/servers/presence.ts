/**
 * Who is here. Heartbeats only write the last time; just two things become signals: a host that is silent, and one that is
 * back. They are told to the deployments that have something in flight there.
 */
import type { DeploymentSignal, HostPresence } from '@sluice/model'
import { agentCloseCodes } from '@sluice/agent-link'
import { hostKey, type HostIdentity } from './host.ts'
import { presenceOf, type Host, type Hosts } from './hosts.ts'
import type { Order } from './orders.ts'
import { createSilenceWheel } from './silence-wheel.ts'

export interface PresenceChange {
  host: HostIdentity
  presence: HostPresence
}

export interface Presence {
  heard(host: Host): void
  /** Something is in flight for the host: from now on its silence matters to that deployment. */
  expected(host: Host, order: Order): void
  /** It will not come back: those who wait for it are told at once. */
  gone(host: Host): void
  changed(host: Host): void
  onPresence(listener: (change: PresenceChange) => void): () => void
  stop(): void
}

export interface PresenceNeeds {
  hosts: Hosts
  silenceAfterMs: number
  now(): number
  /** Never rejects. */
  tell(signal: DeploymentSignal): void
}

export function createPresence({ hosts, silenceAfterMs, now, tell }: PresenceNeeds): Presence {
  const startedAt = now()
  const listeners = new Set<(change: PresenceChange) => void>()
  const wheel = createSilenceWheel(silenceAfterMs, (key) => {
    const host = hosts.byKey(key)
    if (host !== undefined) silent(host)
  })

  function gone(host: Host): void {
    host.silentSince ??= host.lastSeenAt ?? startedAt
    for (const { order } of host.commands.values()) tellSilent(host, order)
  }

  function silent(host: Host): void {
    gone(host)
    host.link?.close(agentCloseCodes.serverStopping, 'not heard for too long')
    changed(host)
  }

  function tellSilent(host: Host, { deploymentId, deploymentGroupId: groupId }: Order): void {
    if (host.silentSince === undefined || host.toldSilent.has(deploymentId)) return
    host.toldSilent.set(deploymentId, groupId)
    const { instanceName: targetId } = host.identity
    tell({ to: 'deployment', groupId, deploymentId, kind: 'hostSilent', targetId, since: host.silentSince })
  }

  function back(host: Host): void {
    host.silentSince = undefined
    const { instanceName: targetId } = host.identity
    for (const [deploymentId, groupId] of host.toldSilent)
      tell({ to: 'deployment', groupId, deploymentId, kind: 'hostBack', targetId })
    host.toldSilent.clear()
    changed(host)
  }

  function changed(host: Host): void {
    const change = { host: host.identity, presence: presenceOf(host) }
    for (const listener of listeners) listener(change)
  }

  return {
    gone,
    changed,
    heard(host) {
      host.lastSeenAt = now()
      wheel.heard(hostKey(host.identity))
      if (host.silentSince !== undefined) back(host)
    },
    expected(host, order) {
      if (host.silentSince !== undefined) tellSilent(host, order)
      else if (host.lastSeenAt === undefined) wheel.expect(hostKey(host.identity))
    },
    onPresence(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => wheel.stop(),
  }
}
