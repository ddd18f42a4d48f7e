/**
 * Moves traffic for deployments: takes commands like a platform, writes members' rows, waits until the balancer was seen doing
 * it, and reports. Everything is absolute and may come twice; what a restart interrupted goes on when its command comes again.
 */
import { assertNever, parseCommandId, type Command, type DeploymentSpec, type LifecycleEventName } from '@sluice/model'
import type { Registrations } from '../reconciler/registrations.ts'
import { systemTimers, type Timers } from '../timers.ts'
import { goOnAfterRestart } from './after-restart.ts'
import { allowTraffic, type MemberAddress } from './allow-traffic.ts'
import { createAtWork, Withdrawn } from './at-work.ts'
import type { Door } from './door.ts'
import { createInsist } from './insist.ts'
import { beginToLeaveToOthers } from './last-healthy.ts'
import { beginToLeave, blockTraffic, finishLeaving, leave } from './leaving.ts'
import { createMemberWriter, type MemberChange } from './member-writer.ts'
import { createNotes, type Running } from './notes.ts'
import type { Moving, Result, Seat } from './seat.ts'
import { offerTestTraffic } from './test-traffic.ts'

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
  /**
   * Which of these hosts may not have users, by what deployments have committed: the last traffic event that began on them is an
   * AllowTraffic that failed or was taken back. Its withdrawal may have been lost with a former process.
   */
  notAllowed(accountId: string, targetGroupName: string, targetIds: readonly string[]): Promise<readonly string[]>
  /** What should not happen, such as a commit that failed. */
  fault(error: unknown): void
  now?(): number
  timers?: Timers
}

export interface TrafficMover {
  /**
   * Returns at once. Takes `runLifecycleEvent` of AllowTraffic and BlockTraffic, their `withdraw`, and `offerTestTraffic`. Every
   * other command is not for it, and ignored.
   */
  dispatch(commands: readonly Command[]): void
  /** Drains and removes these hosts; resolves when no balancer serves them. Rejects only when stopped. */
  takeOut(accountId: string, targetGroupNames: readonly string[], targetIds: readonly string[]): Promise<void>
  /**
   * Finishes the drains that a restart interrupted and no command asks for any more, and takes out who may not have users. After
   * the reconciler's start, and after commands that are owed were sent again.
   */
  resume(): void
  /** Ends all waiting; rows stay as they are. */
  stop(): void
}

type RunCommand = Extract<Command, { kind: 'runLifecycleEvent' }>
type OfferCommand = Extract<Command, { kind: 'offerTestTraffic' }>

export function createTrafficMover(needs: TrafficMoverNeeds): TrafficMover {
  const { registrations, fault, now = Date.now, timers = systemTimers } = needs
  const atWork = createAtWork(fault)
  const { begin, stopping, unlessEnded } = atWork
  const commits = createMemberWriter(registrations, needs.write)
  const notes = createNotes(needs.submit, fault, timers)
  const insist = createInsist(timers, fault)
  const silent = () => undefined

  function take(command: Command): void {
    switch (command.kind) {
      case 'runLifecycleEvent':
        if (isTrafficEvent(command.event)) begin(command.id, (signal) => run(command, signal))
        return
      case 'withdraw':
        return atWork.withdraw(command.id)
      case 'offerTestTraffic':
        return begin(command.id, (signal) => offer(command, signal))
      case 'retire':
      case 'provision':
        return
      default:
        assertNever(command, 'command')
    }
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
      const leaveBy = spec.blueGreen === undefined ? beginToLeave : beginToLeaveToOthers
      const result = await (command.event === 'AllowTraffic'
        ? allow(seat, moving)
        : blockTraffic(seat, moving, leaveBy))
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

  async function offer(command: OfferCommand, signal: AbortSignal): Promise<void> {
    const where = whereOf(await describe(command.deploymentId, signal))
    const moving = movingFor(signal, silent)
    const offerOne = async (targetId: string) => {
      const address = await insist(signal, () => needs.memberAddress(where.accountId, targetId))
      await offerTestTraffic({ ...where, targetId }, address, moving)
    }
    await Promise.all(command.targets.map(offerOne))
  }

  async function takeOut(accountId: string, targetGroupNames: readonly string[], targetIds: readonly string[]) {
    const moving = movingFor(stopping, silent)
    await Promise.all(targetIds.map((targetId) => leave({ accountId, targetGroupNames, targetId }, moving)))
  }

  function resume(): void {
    goOnAfterRestart({
      registrations,
      notAllowed: (...group) => insist(stopping, () => needs.notAllowed(...group)),
      isAtWork: (targetId) => [...atWork.ids()].some((id) => parseCommandId(id).targetId === targetId),
      finishLeaving: (seat) => inTheBackground(finishLeaving, seat),
      leave: (seat) => inTheBackground(leave, seat),
    }).catch(unlessEnded)
  }

  function inTheBackground(go: typeof leave, seat: Seat): void {
    go(seat, movingFor(stopping, silent)).catch(unlessEnded)
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

  return {
    dispatch: (commands) => commands.forEach(take),
    takeOut,
    resume,
    stop() {
      atWork.stop()
      notes.stop()
    },
  }
}

const isTrafficEvent = (event: LifecycleEventName): boolean => event === 'AllowTraffic' || event === 'BlockTraffic'

const whereOf = ({ accountId, targetGroupNames = [] }: DeploymentSpec): Omit<Seat, 'targetId'> => ({
  accountId,
  targetGroupNames,
})
