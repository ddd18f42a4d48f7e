/**
 * Waits until a host that drains has nothing open any more, or its time is over. What is open on a balancer that never heard of
 * the drain is not over with it.
 */
import type { MemberStanding } from '../reconciler/registrations.ts'
import type { MemberName } from '../reconciler/rows.ts'
import { createDrainNote, type Leaving } from './drain-note.ts'
import { generationsOf, type Moving } from './seat.ts'
import { waitFor, type Verdict } from './waiting.ts'

/** Answers how many requests are open at the end of the time. */
export function drained(names: readonly MemberName[], moving: Moving): Promise<number> {
  const generations = generationsOf(moving, names)
  const deadlines = new Map<MemberName, number>()
  const noteOf = createDrainNote()

  function judge(): Verdict<number> {
    const still = names.map(leavingNow).filter((leaving) => leaving !== undefined)
    const waits = still.filter(({ deadline, open }) => open !== 0 && moving.now() < deadline)
    if (waits.length === 0) return { over: still.reduce((total, { open = 0 }) => total + open, 0) }
    const next = Math.min(...waits.map(({ deadline }) => deadline))
    return { note: noteOf(waits), ...(Number.isFinite(next) && { until: next }) }
  }

  /** Undefined where it has left, or is not leaving any more. */
  function leavingNow(name: MemberName): Leaving | undefined {
    const place = moving.registrations.place(name.accountId, name.targetGroupName)
    const row = moving.registrations.member(name)
    if (place === undefined || row?.traffic !== 'draining') return undefined
    const standing = moving.registrations.standing(name, generations.get(name) ?? 0)
    if (standing.status !== 'observed') {
      const deadline = deadlines.get(name) ?? Number.POSITIVE_INFINITY
      return { deadline, open: undefined, why: whyUnknown(standing) }
    }
    const deadline = (row.drainingSince ?? 0) + place.loadBalancer.drainSeconds * 1000
    deadlines.set(name, deadline)
    return { deadline, open: standing.member?.open ?? 0, why: '' }
  }

  return waitFor(moving, generations, judge, moving.say, moving.signal)
}

export const whyUnknown = (standing: MemberStanding): string =>
  standing.status === 'trouble' ? standing.trouble : 'the load balancer has not taken it over yet'
