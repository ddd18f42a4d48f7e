/**
 * Moves traffic for deployments: takes commands like a platform, writes members' rows, waits until the balancer was seen doing
 * it, and reports. Everything is absolute and may come twice; what a restart interrupted goes on when its command comes again.
 */
import { assertNever, type Command, type DeploymentSpec, type LifecycleEventName } from '@sluice/model'
import type { Registrations } from '../reconciler/registrations.ts'
import { systemTimers, type Timers } from '../timers.ts'
import { allowTraffic, registered, type MemberAddress } from './allow-traffic.ts'
import type { Door } from './door.ts'
import { beginToLeave, blockTraffic, finishLeaving, leave } from './leaving.ts'
import { createMemberWriter, type MemberChange } from './member-writer.ts'
import { createNotes, type Running } from './notes.ts'
import { namesOf, type Moving, type Result, type Seat } from './seat.ts'
import { pause } from './waiting.ts'

export interface TrafficMoverNeeds extends Door {
  /** The reconciler. */
  registrations: Registrations
  /**
   * One commit; resolves after it, when `registrations` knows it too. Of a target group that was deleted, nothing is put.
   * Rejects when the commit failed: it is tried again.
   */
  write(changes: readonly MemberChange[]): Promise<void>
  /** Where the host's application listens; the target group's port unless it has its own. Undefined: nobody knows. */
  memberAddress(accountId: string, targetId: string): Promise<MemberAddress | undefined>
  /** What should not happen, such as a commit that failed. */
  fault(error: unknown): void
  now?(): number
  timers?: Timers
}

export interface TrafficMover {
  /**
   * Returns at once. Takes `runLifecycleEvent` of AllowTraffic and BlockTraffic, their `withdraw`, `offerTestTraffic`, and the
   * traffic half of `retire` (not reported: whoever ends the hosts reports). Every other command is not for it, and ignored.
   */
  dispatch(commands: readonly Command[]): void
  /** Drains and removes these hosts; resolves when no balancer serves them. Rejects only when stopped. */
  takeOut(accountId: string, targetGroupNames: readonly string[], targetIds: readonly string[]): Promise<void>
  /** Finishes the drains that a restart interrupted and no command asks for any more. After the reconciler's start. */
  resume(): void
  /** Ends all waiting; rows stay as they are. */
  stop(): void
}

type RunCommand = Extract<Command, { kind: 'runLifecycleEvent' }>
type FleetCommand = Extract<Command, { kind: 'offerTestTraffic' | 'retire' }>

class Withdrawn extends Error {}
class Stopped extends Error {}

const againFirstMs = 250
const againMostMs = 5000

export function createTrafficMover(needs: TrafficMoverNeeds): TrafficMover {
  const { registrations, fault, now = Date.now, timers = systemTimers } = needs
  const atWork = new Map<string, AbortController>()
  const stopping = new AbortController()
  const commits = createMemberWriter(registrations, needs.write)
  const notes = createNotes(needs.submit, fault, timers)
  const silent = () => undefined

  function take(command: Command): void {
    switch (command.kind) {
      case 'runLifecycleEvent':
        if (isTrafficEvent(command.event)) begin(command.id, (signal) => run(command, signal))
        return
      case 'withdraw':
        return atWork.get(command.id)?.abort(new Withdrawn())
      case 'offerTestTraffic':
        return begin(command.id, (signal) => offerTestTraffic(command, signal))
      case 'retire':
        return begin(command.id, (signal) => retire(command, signal))
      case 'provision':
        return
      default:
        assertNever(command, 'command')
    }
  }

  function begin(id: string, work: (signal: AbortSignal) => Promise<void>): void {
    if (atWork.has(id) || stopping.signal.aborted) return
    const withdrawal = new AbortController()
    atWork.set(id, withdrawal)
    work(AbortSignal.any([withdrawal.signal, stopping.signal]))
      .catch(unlessEnded)
      .finally(() => atWork.delete(id))
  }

  async function run(command: RunCommand, signal: AbortSignal): Promise<void> {
    const spec = await describe(command.deploymentId, signal)
    const about: Running = {
      groupId: spec.deploymentGroupId,
      deploymentId: command.deploymentId,
      commandId: command.id,
    }
    if (!(await insist(signal, () => askGrant(about)))) return
    const seat = { ...whereOf(spec), targetId: command.targetId }
    const moving = movingFor(signal, (note) => notes.say(about, note))
    try {
      const result = await (command.event === 'AllowTraffic' ? allow(seat, moving) : blockTraffic(seat, moving))
      notes.forget(command.id)
      await insist(signal, () => needs.submit({ to: 'deployment', ...about, kind: 'reported', ...result }))
    } catch (error) {
      notes.forget(command.id)
      if (error instanceof Withdrawn) inTheBackground(command.event === 'AllowTraffic' ? leave : finishLeaving, seat)
      throw error
    }
  }

  /** Whoever may not have users is out before anybody hears that it failed; what it still has ends afterwards. */
  async function allow(seat: Seat, moving: Moving): Promise<Result> {
    const address = await insist(moving.signal, () => needs.memberAddress(seat.accountId, seat.targetId))
    const result = await allowTraffic(seat, address, moving)
    if (result.status === 'Failed') {
      await beginToLeave(seat, moving)
      inTheBackground(finishLeaving, seat)
    }
    return result
  }

  async function askGrant(about: Running): Promise<boolean> {
    await needs.submit({ to: 'deployment', ...about, kind: 'grantAsked' })
    return needs.isGranted(about.commandId)
  }

  /** A host that has users keeps them. */
  async function offerTestTraffic(command: FleetCommand, signal: AbortSignal): Promise<void> {
    const where = whereOf(await describe(command.deploymentId, signal))
    const moving = movingFor(signal, silent)
    await Promise.all(
      command.targets.map(async (targetId) => {
        const address = await insist(signal, () => needs.memberAddress(where.accountId, targetId))
        if (address === undefined) return
        const withoutUsers = namesOf({ ...where, targetId })
        await moving.writer.write((look) =>
          withoutUsers.flatMap((name) =>
            look(name)?.traffic === 'production' ? [] : registered(name, 'test', address, moving, look),
          ),
        )
      }),
    )
  }

  async function retire(command: FleetCommand, signal: AbortSignal): Promise<void> {
    const { accountId, targetGroupNames } = whereOf(await describe(command.deploymentId, signal))
    await allLeave(accountId, targetGroupNames, command.targets, signal)
  }

  async function allLeave(
    accountId: string,
    targetGroupNames: readonly string[],
    targetIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const moving = movingFor(signal, silent)
    await Promise.all(targetIds.map((targetId) => leave({ accountId, targetGroupNames, targetId }, moving)))
  }

  function inTheBackground(go: typeof leave, seat: Seat): void {
    go(seat, movingFor(stopping.signal, silent)).catch(unlessEnded)
  }

  function movingFor(signal: AbortSignal, say: (note: string) => void): Moving {
    const writer = {
      write: (change: Parameters<typeof commits.write>[0]) => insist(signal, () => commits.write(change)),
    }
    return { registrations, now, timers, writer, say, signal }
  }

  async function describe(deploymentId: string, signal: AbortSignal): Promise<DeploymentSpec> {
    const spec = await insist(signal, () => needs.describe(deploymentId))
    if (spec === undefined) throw new Error(`a command of ${deploymentId}, which nobody can describe`)
    return spec
  }

  /** A commit that failed is no reason to let a deployment wait until its clock ends it. */
  async function insist<Answer>(signal: AbortSignal, ask: () => Promise<Answer>): Promise<Answer> {
    for (let wait = againFirstMs; ; wait = Math.min(againMostMs, wait * 2)) {
      signal.throwIfAborted()
      try {
        return await ask()
      } catch (error) {
        fault(error)
        await pause(timers, wait, signal)
      }
    }
  }

  function unlessEnded(error: unknown): void {
    if (!(error instanceof Withdrawn) && !(error instanceof Stopped)) fault(error)
  }

  return {
    dispatch: (commands) => commands.forEach(take),
    takeOut: (accountId, targetGroupNames, targetIds) =>
      allLeave(accountId, targetGroupNames, targetIds, stopping.signal),
    resume() {
      for (const { accountId, targetGroupName, targetId } of registrations.draining())
        inTheBackground(finishLeaving, { accountId, targetGroupNames: [targetGroupName], targetId })
    },
    stop() {
      stopping.abort(new Stopped('the traffic mover was stopped'))
      notes.stop()
    },
  }
}

const isTrafficEvent = (event: LifecycleEventName): boolean => event === 'AllowTraffic' || event === 'BlockTraffic'

const whereOf = ({ accountId, targetGroupNames = [] }: DeploymentSpec): Omit<Seat, 'targetId'> => ({
  accountId,
  targetGroupNames,
})
