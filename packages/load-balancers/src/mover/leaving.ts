/**
 * Taking a host out of its target groups: it gets nothing new, finishes what it has or is cut at the deadline, is removed, and
 * is over when its balancers were seen without it. Begun anew after a restart it goes on where the rows are.
 */
import type { MemberName } from '../reconciler/rows.ts'
import { requests } from './drain-note.ts'
import { drained } from './draining.ts'
import type { Look, MemberChange } from './member-writer.ts'
import { removed } from './removal.ts'
import { failed, goneSentence, namesOf, succeeded, type Moving, type Result, type Seat } from './seat.ts'

/** `begin` says when it may begin to leave. */
export async function blockTraffic(seat: Seat, moving: Moving, begin = beginToLeave): Promise<Result> {
  const names = namesOf(seat)
  const wasRegistered = names.some((name) => moving.registrations.member(name) !== undefined)
  await begin(seat, moving)
  const cut = await finishLeaving(seat, moving)
  const { registrations } = moving
  const gone = names.find((name) => registrations.place(name.accountId, name.targetGroupName) === undefined)
  if (gone !== undefined) return failed(goneSentence(gone.targetGroupName))
  const again = names.find((name) => registrations.member(name) !== undefined)
  if (again !== undefined)
    return failed(`${again.targetId} was registered in ${again.targetGroupName} again meanwhile.`)
  if (!wasRegistered) return succeeded('It was registered nowhere.')
  return succeeded(cut > 0 ? `${requests(cut)} cut at the end of the drain time.` : 'All requests have ended.')
}

/** Answers how many requests were cut. A host that somebody registers meanwhile stays; a target group that is gone counts as left. */
export async function leave(seat: Seat, moving: Moving): Promise<number> {
  await beginToLeave(seat, moving)
  return finishLeaving(seat, moving)
}

/** Only what is draining already leaves. */
export async function finishLeaving(seat: Seat, moving: Moving): Promise<number> {
  const names = namesOf(seat)
  const openAtTheEnd = await drained(names, moving)
  await moving.writer.write((look) => names.flatMap((name) => removal(name, look)))
  return (await removed(names, moving)) ?? openAtTheEnd
}

/** Nothing new comes from here on. */
export async function beginToLeave(seat: Seat, moving: Moving): Promise<void> {
  await moving.writer.write((look) => namesOf(seat).flatMap((name) => draining(name, look, moving)))
}

/** Where there is no target group nothing drains: what is left of the row goes at once. */
export function draining(name: MemberName, look: Look, { registrations, now }: Moving): MemberChange[] {
  const row = look(name)
  if (row === undefined) return []
  if (registrations.place(name.accountId, name.targetGroupName) === undefined) return [{ remove: name }]
  return row.traffic === 'draining' ? [] : [{ put: { ...row, traffic: 'draining', drainingSince: now() } }]
}

function removal(name: MemberName, look: Look): MemberChange[] {
  return look(name)?.traffic === 'draining' ? [{ remove: name }] : []
}
