/**
 * The last healthy host of a target group keeps its users until somebody else is healthy: a fleet that leaves goes nowhere when
 * the other one has died meanwhile. Who leaves is decided at the writer's turn, so that two that leave at once do not each count
 * on the other.
 */
import type { MemberName } from '../reconciler/rows.ts'
import { whyUnknown } from './draining.ts'
import { draining } from './leaving.ts'
import type { Look } from './member-writer.ts'
import { generationsOf, namesOf, type Moving, type Seat } from './seat.ts'
import { waitFor, type Verdict } from './waiting.ts'

/** Who else is healthy is looked at again as often: nobody watches all the others. */
const lookAgainMs = 1000

export async function beginToLeaveToOthers(seat: Seat, moving: Moving): Promise<void> {
  const names = namesOf(seat)
  for (let isAlone = true; isAlone;) {
    await moving.writer.write((look) => {
      isAlone = names.some((name) => isNeeded(name, look, moving))
      return isAlone ? [] : names.flatMap((name) => draining(name, look, moving))
    })
    if (isAlone) await othersAreHealthy(names, moving)
  }
}

function othersAreHealthy(names: readonly MemberName[], moving: Moving): Promise<void> {
  const judge = (): Verdict<undefined> => {
    const needed = names.find((name) => isNeeded(name, moving.registrations.member, moving))
    return needed === undefined
      ? { over: undefined }
      : { note: whyNeeded(needed, moving), until: moving.now() + lookAgainMs }
  }
  return waitFor(moving, generationsOf(moving, names), judge, moving.say, moving.signal)
}

/** A host that was seen unhealthy has no users to lose. */
function isNeeded(name: MemberName, look: Look, { registrations }: Moving): boolean {
  const { accountId, targetGroupName, targetId } = name
  if (look(name)?.traffic !== 'production' || registrations.place(accountId, targetGroupName) === undefined)
    return false
  if (healthOf(name, registrations) === 'unhealthy') return false
  return !registrations
    .members(accountId, targetGroupName)
    .some(
      (other) =>
        other.targetId !== targetId &&
        other.weight > 0 &&
        look(other)?.traffic === 'production' &&
        healthOf(other, registrations) === 'healthy',
    )
}

/** Undefined while nobody knows, or it was not seen among those that get users. */
function healthOf(name: MemberName, registrations: Moving['registrations']) {
  const standing = registrations.standing(name, 0)
  if (standing.status !== 'observed' || standing.member?.traffic !== 'production') return undefined
  return standing.member.health.state
}

function whyNeeded(name: MemberName, { registrations }: Moving): string {
  const standing = registrations.standing(name, 0)
  if (standing.status === 'trouble' || standing.status === 'behind') return whyUnknown(standing)
  return `nobody else in ${name.targetGroupName} is healthy: it keeps its users until another host is`
}
