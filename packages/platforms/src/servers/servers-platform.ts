/**
 * The hub of the hosts: takes commands after the commit, offers them signed to whoever they are for, and brings back what
 * hosts report. It decides nothing: grants come from the committed state, ends from the engine.
 */
import { agentCloseCodes, signCommand, type AgentServerFrame, type KeyPair } from '@sluice/agent-link'
import type { Command, CommandId, DeploymentSignal, HostPresence, Instance } from '@sluice/model'
import { randomBytes } from 'node:crypto'
import type { Platform } from '../platform.ts'
import type { Door } from '../reports.ts'
import { readFrame, sendFrame, type AgentConnection } from './agent-connection.ts'
import { shakeHands, welcome, type HandshakeNeeds } from './handshake.ts'
import { refusedAct, type HostIdentity } from './host.ts'
import { createHosts, presenceOf, type Host, type HeldCommand, type Link } from './hosts.ts'
import { createOrders, hostCommand } from './orders.ts'
import { createPresence, type PresenceChange } from './presence.ts'
import { createRefusedHandshakes } from './refused-handshakes.ts'
import { createTickets } from './tickets.ts'
import { welcomedHost, type WelcomedHostNeeds } from './welcomed-host.ts'

export type { PresenceChange } from './presence.ts'

export interface ServersNeeds
  extends Door, Pick<HandshakeNeeds, 'instanceOf'>, Pick<WelcomedHostNeeds, 'hasStarted' | 'storeLogs'> {
  /** Signs greetings and commands; agents pinned its public half. */
  keys: KeyPair
  /** Writes what was refused to the audit; not awaited. */
  audit: WelcomedHostNeeds['audit']
  /** What should not happen: a commit or a disk that failed. The connection is closed and the host repeats itself. */
  fault(error: unknown): void
  now?(): number
  /** Four heartbeats and a little: a host that dies is shown as silent within 15 s of its death. */
  silenceAfterMs?: number
  heartbeatMs?: number
}

export interface ServersPlatform extends Platform {
  /** Takes over a new connection: handshake, then commands and reports until it ends. */
  attach(connection: AgentConnection): void
  presence(accountId: string, instanceName: string): HostPresence | undefined
  allPresence(accountId: string): HostPresence[]
  /** Connected, disconnected, silent, back; not every heartbeat. */
  onPresence(listener: (change: PresenceChange) => void): () => void
  /** Cuts the host's connection at once and forgets the host: it was deregistered or its key revoked (A5). */
  disconnect(host: HostIdentity, reason: string): void
  /** Whether the ticket's connection lives and was offered a command with this bundle. */
  mayDownload(ticket: string, sha256: string): boolean
}

/** What is said to a host; fleets and traffic are others' work. */
type HostBound = Extract<Command, { kind: 'runLifecycleEvent' | 'withdraw' }>

const isForHosts = (command: Command): command is HostBound =>
  command.kind === 'runLifecycleEvent' || command.kind === 'withdraw'

const defaults = { silenceAfterMs: 12_000, heartbeatMs: 3_000 }

export function createServersPlatform(needs: ServersNeeds): ServersPlatform {
  const { keys, now = Date.now, heartbeatMs = defaults.heartbeatMs, fault, audit } = needs
  const randomText = () => randomBytes(32).toString('base64url')
  const hosts = createHosts()
  const orders = createOrders(needs.describe)
  const tickets = createTickets(randomText)
  const presence = createPresence({ hosts, silenceAfterMs: needs.silenceAfterMs ?? defaults.silenceAfterMs, now, tell })
  const refusedHandshakes = createRefusedHandshakes(audit)
  const connections = new Set<AgentConnection>()
  let taken: Promise<void> = Promise.resolve()
  let isStopped = false

  const welcomedNeeds: WelcomedHostNeeds = {
    door: needs,
    orders,
    hasStarted: needs.hasStarted,
    storeLogs: needs.storeLogs,
    audit,
    fault,
    now,
  }

  async function take(command: HostBound): Promise<void> {
    const order = await orders.of(command.deploymentId)
    if (order === undefined) return fault(new Error(`a command of ${command.deploymentId}, which nobody can describe`))
    const host = hosts.of({ accountId: order.accountId, instanceName: command.targetId })
    if (command.kind === 'withdraw') return withdraw(host, command.id)
    if (host.commands.has(command.id)) return
    const held: HeldCommand = { id: command.id, order, state: 'queued' }
    host.commands.set(held.id, held)
    presence.expected(host, order)
    host.link?.offer(held)
  }

  function withdraw(host: Host, id: CommandId): void {
    const held = host.commands.get(id)
    host.commands.delete(id)
    if (held?.state === 'offered') host.link?.drop(id)
  }

  async function attached(connection: AgentConnection): Promise<void> {
    const greeted = await shakeHands(connection, {
      keys,
      instanceOf: needs.instanceOf,
      refused: refusedHandshakes.note,
      randomText,
    })
    if (greeted === undefined || !connections.has(connection)) return
    const { instance, hello } = greeted
    const host = hosts.of(instance)
    const link = linkOf(connection)
    host.link?.close(agentCloseCodes.replaced, 'the host connected again')
    host.link = link
    host.agentVersion = hello.agentVersion
    const ticket = tickets.issue(host, link)
    connection.onClose(() => {
      tickets.revoke(ticket)
      if (host.link !== link) return
      host.link = undefined
      presence.changed(host)
    })
    hear(connection, host, link)
    sendFrame(connection, welcome(hello, keys, { heartbeatMs, at: now(), ticket }))
    presence.heard(host)
    presence.changed(host)
    for (const held of host.commands.values()) link.offer(held)
    await closeIfRevokedMeanwhile(instance, link)
  }

  /** From here on `disconnect` finds the link; this finds what was revoked between the reading of the key and here. */
  async function closeIfRevokedMeanwhile({ accountId, instanceName, publicKey }: Instance, link: Link): Promise<void> {
    const current = await needs.instanceOf(accountId, instanceName)
    if (current === undefined || current.deregisterTime !== undefined || current.publicKey !== publicKey)
      link.close(agentCloseCodes.notEnrolled, 'the host was deregistered')
  }

  function hear(connection: AgentConnection, host: Host, link: Link): void {
    const isHere = () => host.link === link && connections.has(connection)
    const reply = {
      send: (frame: AgentServerFrame) => void (isHere() && sendFrame(connection, frame)),
      close: (code: number, reason: string) => link.close(code, reason),
    }
    const received = welcomedHost(host, reply, welcomedNeeds)
    connection.onMessage((text) => {
      if (!isHere()) return
      presence.heard(host)
      const frame = readFrame(text)
      if (frame !== undefined) return received(frame)
      audit(refusedAct(host.identity, 'agentFrame', 'sent what is no frame of the protocol'))
      link.close(agentCloseCodes.protocol, 'no frame of the protocol')
    })
  }

  /** An offer that was lost with its connection is signed and sent again: agents apply each id once. */
  function linkOf(connection: AgentConnection): Link {
    return {
      close: (code, reason) => connection.close(code, reason),
      drop: (commandId) => sendFrame(connection, { type: 'drop', commandId }),
      offer(held) {
        const command = signCommand(hostCommand(held.order, held.id, now()), keys.privateKey)
        if (held.state === 'queued') held.state = 'offered'
        sendFrame(connection, { type: 'offer', command })
      },
    }
  }

  function tell(signal: DeploymentSignal): void {
    needs.submit(signal).catch(fault)
  }

  return {
    computePlatform: 'Server',
    dispatch(commands) {
      for (const command of commands.filter(isForHosts)) taken = taken.then(() => take(command)).catch(fault)
    },
    attach(connection) {
      if (isStopped) return connection.close(agentCloseCodes.serverStopping, 'the server is stopping')
      connections.add(connection)
      connection.onClose(() => connections.delete(connection))
      attached(connection).catch((error: unknown) => {
        fault(error)
        connection.close(1011, 'the server failed; come again')
      })
    },
    presence(accountId, instanceName) {
      const host = hosts.find({ accountId, instanceName })
      return host && presenceOf(host)
    },
    allPresence: (accountId) =>
      [...hosts.all()].filter((host) => host.identity.accountId === accountId).map(presenceOf),
    onPresence: presence.onPresence,
    disconnect(identity, reason) {
      const host = hosts.find(identity)
      if (host === undefined) return
      presence.gone(host)
      hosts.remove(identity)
      host.commands.clear()
      host.link?.close(agentCloseCodes.notEnrolled, reason)
    },
    mayDownload: tickets.mayDownload,
    stop() {
      isStopped = true
      presence.stop()
      refusedHandshakes.stop()
      for (const connection of connections) connection.close(agentCloseCodes.serverStopping, 'the server is stopping')
    },
  }
}
