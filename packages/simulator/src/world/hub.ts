/**
 * What a life of the service knows of its hosts: who is connected, what is held for them, and who fell silent. As the real hub:
 * it offers what was dispatched, again at every connection, answers from the committed state, and decides nothing.
 */
import { parseCommandId, type Command, type CommandId, type Diagnostics } from '@sluice/model'
import type { Life } from './life.ts'
import type { World } from './world.ts'

type RunCommand = Extract<Command, { kind: 'runLifecycleEvent' }>

export type HostSays =
  | { type: 'ask'; id: CommandId }
  | { type: 'waiting'; id: CommandId }
  | { type: 'done'; id: CommandId; status: 'Succeeded' | 'Failed'; diagnostics: Diagnostics }
export type HubSays = { type: 'offer' | 'grant' | 'drop' | 'forget'; id: CommandId }

/** Says something to a host; what is said over a connection that broke meanwhile is lost. */
export interface Link {
  say(what: HubSays): void
  /** The connection cannot be used any more: the host must come again. */
  cut(): void
}

export interface Hub {
  readonly life: Life
  connect(host: string, link: Link): void
  /** Its connection is broken, or nothing passes over it. */
  lost(host: string): void
  hears(host: string, what: HostSays): void
  offer(command: RunCommand): void
  withdraw(command: { id: CommandId; targetId: string }): void
  close(): void
}

interface KnownHost {
  link: Link | undefined
  held: Set<CommandId>
  lastHeard: number
  silentSince: number | undefined
  /** Deployments that were told of the silence. */
  told: Set<string>
}

const silenceAfterMilliseconds = 12_000

export function createHub({ time, draw, scenario, ledger }: World, life: Life): Hub {
  const hosts = new Map<string, KnownHost>()

  function known(name: string): KnownHost {
    const found = hosts.get(name)
    if (found !== undefined) return found
    const host: KnownHost = {
      link: undefined,
      held: new Set(),
      lastHeard: time.elapsed(),
      silentSince: undefined,
      told: new Set(),
    }
    hosts.set(name, host)
    watch(name, host)
    return host
  }

  /** Looks again when its time may be over, as long as it is away. */
  function watch(name: string, host: KnownHost): void {
    time.at(host.lastHeard + silenceAfterMilliseconds, () => {
      if (!life.isAlive() || host.link !== undefined || host.silentSince !== undefined) return
      if (time.elapsed() < host.lastHeard + silenceAfterMilliseconds) return
      host.silentSince = time.wall() - silenceAfterMilliseconds
      for (const id of host.held) tellSilent(name, host, id)
    })
  }

  function tellSilent(targetId: string, host: KnownHost, id: CommandId): void {
    const { deploymentId } = parseCommandId(id)
    if (host.silentSince === undefined || host.told.has(deploymentId)) return
    host.told.add(deploymentId)
    tell(deploymentId, { kind: 'hostSilent', targetId, since: host.silentSince })
  }

  function hear(name: string, host: KnownHost): void {
    host.lastHeard = time.elapsed()
    if (host.silentSince === undefined) return
    host.silentSince = undefined
    // What is lost with a commit that fails is not said again: then its next word must do.
    const isLost = scenario.network.reorders > 0 && draw(`${name} is back at ${host.lastHeard}`).chance(0.5)
    if (!isLost) for (const deploymentId of host.told) tell(deploymentId, { kind: 'hostBack', targetId: name })
    host.told.clear()
  }

  type Telling = { kind: 'hostSilent'; targetId: string; since: number } | { kind: 'hostBack'; targetId: string }

  function tell(deploymentId: string, what: Telling): void {
    life
      .submit({ to: 'deployment', groupId: ledger.groupOf(deploymentId), deploymentId, ...what })
      .catch(() => undefined)
  }

  async function answer(host: KnownHost, what: HostSays): Promise<void> {
    const { deploymentId } = parseCommandId(what.id)
    const to = { to: 'deployment', groupId: ledger.groupOf(deploymentId), deploymentId, commandId: what.id } as const
    if (what.type === 'waiting') {
      await life.submit({ ...to, kind: 'hostWaiting' })
    } else if (what.type === 'ask') {
      await life.submit({ ...to, kind: 'grantAsked' })
      const isGranted = ledger.isGranted(what.id)
      if (!isGranted) host.held.delete(what.id)
      host.link?.say({ type: isGranted ? 'grant' : 'drop', id: what.id })
    } else {
      await life.submit({ ...to, kind: 'reported', status: what.status, diagnostics: what.diagnostics })
      host.held.delete(what.id)
      host.link?.say({ type: 'forget', id: what.id })
    }
  }

  return {
    life,
    connect(name, link) {
      const host = known(name)
      host.link = link
      hear(name, host)
      for (const id of host.held) link.say({ type: 'offer', id })
    },
    lost(name) {
      const host = known(name)
      if (host.link === undefined) return
      host.link = undefined
      host.lastHeard = time.elapsed()
      watch(name, host)
    },
    hears(name, what) {
      const host = known(name)
      hear(name, host)
      // A commit that failed: the host connects again and repeats what was not answered.
      answer(host, what).catch(() => life.isAlive() && host.link?.cut())
    },
    offer({ id, targetId }) {
      const host = known(targetId)
      if (host.held.has(id)) return
      host.held.add(id)
      tellSilent(targetId, host, id)
      host.link?.say({ type: 'offer', id })
    },
    withdraw({ id, targetId }) {
      const host = known(targetId)
      if (host.held.delete(id)) host.link?.say({ type: 'drop', id })
    },
    close: () => hosts.clear(),
  }
}
