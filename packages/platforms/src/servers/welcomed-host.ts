/**
 * What a welcomed host says, and what it is answered. It speaks for itself only, about commands of deployments it is in
 * (A2). Frames about one command are taken one after the other: its log is stored before its end is committed.
 */
import {
  agentCloseCodes,
  keptDiagnostics,
  type AgentFrame,
  type AgentServerFrame,
  type HostLogLine,
} from '@sluice/agent-link'
import { parseCommandId, CommandId, type Diagnostics } from '@sluice/model'
import { askGrant, type Door, type Result } from '../reports.ts'
import { refusedAct, type RefusedHostAct } from './host.ts'
import type { Host } from './hosts.ts'
import type { Order, Orders } from './orders.ts'

export interface WelcomedHostNeeds {
  door: Door
  orders: Orders
  /** Whether the committed state says that this command was granted once, whether or not it still runs. */
  hasStarted(commandId: CommandId): Promise<boolean>
  /** Stores each line once, by its number; resolves when they are kept. */
  storeLogs(commandId: CommandId, firstLine: number, lines: readonly HostLogLine[]): Promise<void>
  audit(act: RefusedHostAct): void
  fault(error: unknown): void
  now(): number
}

export interface Reply {
  /** Does nothing when the connection is gone. */
  send(frame: AgentServerFrame): void
  close(code: number, reason: string): void
}

type CommandFrame = Extract<AgentFrame, { commandId: string }>

export function welcomedHost(host: Host, reply: Reply, needs: WelcomedHostNeeds): (frame: AgentFrame) => void {
  const { door, orders, storeLogs, audit } = needs
  const lastWork = new Map<string, Promise<void>>()

  function received(frame: AgentFrame): void {
    switch (frame.type) {
      case 'hello':
        return refuse('a second hello')
      case 'heartbeat':
        return reply.send({ type: 'heartbeat', at: needs.now() })
      case 'ask':
      case 'waiting':
      case 'refused':
      case 'log':
      case 'done':
        return inOrder(frame.commandId, () => aboutCommand(frame))
    }
  }

  /** A failed commit or disk: the host connects again and repeats what was not answered. */
  function inOrder(id: string, work: () => Promise<void>): void {
    const before = lastWork.get(id) ?? Promise.resolve()
    const after = before.then(work).catch((error: unknown) => {
      needs.fault(error)
      reply.close(internalError, 'could not be stored; say it again')
    })
    lastWork.set(id, after)
    void after.then(() => {
      if (lastWork.get(id) === after) lastWork.delete(id)
    })
  }

  async function aboutCommand(frame: CommandFrame): Promise<void> {
    const { data: id } = CommandId.safeParse(frame.commandId)
    if (id === undefined) return note(`refused a command without an id: ${'reason' in frame ? frame.reason : ''}`)
    const { deploymentId, targetId } = parseCommandId(id)
    if (targetId !== host.identity.instanceName) return refuse(`spoke of ${id}, which is another host's`)
    const order = await orders.of(deploymentId)
    if (order === undefined) return unknownDeployment(frame, id)
    if (order.accountId !== host.identity.accountId || !order.targets.has(targetId))
      return refuse(`spoke of ${id}, a deployment it is not in`)
    return obeyed(frame, id, order)
  }

  async function obeyed(frame: CommandFrame, id: CommandId, order: Order): Promise<void> {
    switch (frame.type) {
      case 'ask':
        return reply.send({ type: (await mayRun(id, order)) ? 'grant' : 'drop', commandId: id })
      case 'waiting':
        return tellWaiting(id, order)
      case 'log':
        if (!(await wasGiven(id))) return refuse(`sent a log of ${id}, which it was never given`)
        await storeLogs(id, frame.firstLine, frame.lines)
        return reply.send({ type: 'logStored', commandId: id, upTo: frame.firstLine + frame.lines.length - 1 })
      case 'done':
        await report(id, order, frame)
        return reply.send({ type: 'forget', commandId: id })
      case 'refused':
        return refusedByHost(id, order, frame.reason)
    }
  }

  const wasGiven = async (id: CommandId): Promise<boolean> => host.commands.has(id) || (await needs.hasStarted(id))

  async function mayRun(id: CommandId, order: Order): Promise<boolean> {
    const isGranted = await askGrant(door, order.deploymentGroupId, order.deploymentId, id)
    const held = host.commands.get(id)
    if (isGranted && held !== undefined) held.state = 'granted'
    if (!isGranted) host.commands.delete(id)
    return isGranted
  }

  async function tellWaiting(id: CommandId, order: Order): Promise<void> {
    const { deploymentId, deploymentGroupId: groupId } = order
    await door.submit({ to: 'deployment', groupId, deploymentId, kind: 'hostWaiting', commandId: id })
  }

  /** Our own agent masks secrets before it sends; whatever else speaks here may not (A14). */
  async function report(id: CommandId, order: Order, { status, diagnostics: told }: Result): Promise<void> {
    const { deploymentId, deploymentGroupId: groupId } = order
    const diagnostics = keptDiagnostics(told)
    await door.submit({ to: 'deployment', groupId, deploymentId, kind: 'reported', commandId: id, status, diagnostics })
    host.commands.delete(id)
  }

  /** Nothing ran: the event is started and failed at once, so that people read why instead of waiting for a clock. */
  async function refusedByHost(id: CommandId, order: Order, reason: string): Promise<void> {
    note(`refused ${id}: ${reason}`)
    if (host.commands.has(id) && (await mayRun(id, order)))
      await report(id, order, { status: 'Failed', diagnostics: refusedDiagnostics(host, reason) })
  }

  /** It was removed, or never was: the host need not keep anything of it. */
  function unknownDeployment(frame: CommandFrame, id: CommandId): void {
    host.commands.delete(id)
    if (frame.type === 'ask') reply.send({ type: 'drop', commandId: id })
    if (frame.type === 'done') reply.send({ type: 'forget', commandId: id })
    if (frame.type === 'log')
      reply.send({ type: 'logStored', commandId: id, upTo: frame.firstLine + frame.lines.length - 1 })
  }

  function refuse(what: string): void {
    note(what)
    reply.close(agentCloseCodes.protocol, 'this host may not say that')
  }

  const note = (what: string): void => audit(refusedAct(host.identity, 'agentFrame', what))

  return received
}

/** The code for "I failed, come again" in the WebSocket standard (RFC 6455, 7.4.1). */
const internalError = 1011

function refusedDiagnostics({ identity }: Host, reason: string): Diagnostics {
  const message = `${identity.instanceName} refused to run it: ${reason}. Nothing ran.`
  return { errorCode: 'UnknownError', scriptName: '', message, logTail: '' }
}
