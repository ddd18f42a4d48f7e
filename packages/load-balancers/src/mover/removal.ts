/**
 * Waits until the balancers were seen without a host whose row is gone. One that heard late of its drain still finishes what it
 * has: it is seen draining there until then, and so long nobody says that its requests are over.
 */
import type { ObservedMember } from '@sluice/model'
import type { MemberStanding } from '../reconciler/registrations.ts'
import type { MemberName } from '../reconciler/rows.ts'
import { createDrainNote, type Leaving } from './drain-note.ts'
import { whyUnknown } from './draining.ts'
import { generationsOf, type Moving } from './seat.ts'
import { waitFor, type Verdict } from './waiting.ts'

/** Answers how many requests were cut there; undefined where none were seen any more. */
export async function removed(names: readonly MemberName[], moving: Moving): Promise<number | undefined> {
  const { registrations, now } = moving
  const generations = generationsOf(moving, names)
  const noteOf = createDrainNote()
  const seen = new Map<MemberName, Leaving & { open: number }>()

  function judge(): Verdict<undefined> {
    const waits = names.map(leavingNow).filter((leaving) => leaving !== undefined)
    return waits.length === 0 ? { over: undefined } : { note: noteOf(waits) }
  }

  /** Undefined where it was seen gone, or is registered again. */
  function leavingNow(name: MemberName): Leaving | undefined {
    if (registrations.member(name) !== undefined) return undefined
    const standing = registrations.standing(name, generations.get(name) ?? 0)
    if (standing.status === 'gone') return undefined
    if (standing.status !== 'observed') return unknown(standing)
    if (standing.member === undefined || standing.member.open === 0) return undefined
    const leaving = { open: standing.member.open, deadline: deadlineOf(name, standing.member), why: '' }
    seen.set(name, leaving)
    return leaving
  }

  function deadlineOf({ accountId, targetGroupName }: MemberName, { drainingSince = now() }: ObservedMember): number {
    return drainingSince + (registrations.place(accountId, targetGroupName)?.loadBalancer.drainSeconds ?? 0) * 1000
  }

  await waitFor(moving, generations, judge, moving.say, moving.signal)
  const cut = [...seen.values()].filter(({ deadline }) => deadline <= now())
  return seen.size === 0 ? undefined : cut.reduce((total, { open }) => total + open, 0)
}

const unknown = (standing: MemberStanding): Leaving => ({
  deadline: Number.POSITIVE_INFINITY,
  open: undefined,
  why: whyUnknown(standing),
})
