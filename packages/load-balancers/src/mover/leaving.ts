/**
 * Taking a host out of its target groups: it gets nothing new, finishes what it has or is cut at the deadline, is removed, and
 * is over when its balancers were seen without it. Begun anew after a restart it goes on where the rows are.
 */
import type { MemberStanding } from '../reconciler/registrations.ts'
import type { MemberName } from '../reconciler/rows.ts'
import type { Look, MemberChange } from './member-writer.ts'
import { failed, generationsOf, goneSentence, namesOf, succeeded, type Moving, type Result, type Seat } from './seat.ts'
import { waitFor, type Verdict } from './waiting.ts'

export async function blockTraffic(seat: Seat, moving: Moving): Promise<Result> {
  const names = namesOf(seat)
  const wasRegistered = names.some((name) => moving.registrations.member(name) !== undefined)
  const cut = await leave(seat, moving)
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
  const cut = await drained(names, moving)
  await moving.writer.write((look) => names.flatMap((name) => removal(name, look)))
  await removed(names, moving)
  return cut
}

/** Nothing new comes from here on. */
export async function beginToLeave(seat: Seat, moving: Moving): Promise<void> {
  await moving.writer.write((look) => namesOf(seat).flatMap((name) => draining(name, look, moving)))
}

/** Where there is no target group nothing drains: what is left of the row goes at once. */
function draining(name: MemberName, look: Look, { registrations, now }: Moving): MemberChange[] {
  const row = look(name)
  if (row === undefined) return []
  if (registrations.place(name.accountId, name.targetGroupName) === undefined) return [{ remove: name }]
  return row.traffic === 'draining' ? [] : [{ put: { ...row, traffic: 'draining', drainingSince: now() } }]
}

function removal(name: MemberName, look: Look): MemberChange[] {
  return look(name)?.traffic === 'draining' ? [{ remove: name }] : []
}

function drained(names: readonly MemberName[], moving: Moving): Promise<number> {
  const generations = generationsOf(moving, names)
  const judge = (): Verdict<number> => {
    const still = names
      .map((name) => leavingAt(name, generations.get(name) ?? 0, moving))
      .filter((at) => at !== undefined)
    const waits = still.filter(({ deadline, open }) => open !== 0 && moving.now() < deadline)
    if (waits.length === 0) return { over: sum(still) }
    const until = Math.max(...waits.map(({ deadline }) => deadline))
    return { note: drainNote(waits, until), until: Math.min(...waits.map(({ deadline }) => deadline)) }
  }
  return waitFor(moving, generations, judge, moving.say, moving.signal)
}

interface LeavingAt {
  deadline: number
  /** Undefined while it is not known. */
  open: number | undefined
  why: string
}

/** Undefined where it has left, or is not leaving any more. */
function leavingAt(name: MemberName, generation: number, { registrations }: Moving): LeavingAt | undefined {
  const place = registrations.place(name.accountId, name.targetGroupName)
  const row = registrations.member(name)
  if (place === undefined || row?.traffic !== 'draining') return undefined
  const deadline = (row.drainingSince ?? 0) + place.loadBalancer.drainSeconds * 1000
  const standing = registrations.standing(name, generation)
  if (standing.status === 'observed') return { deadline, open: standing.member?.open ?? 0, why: '' }
  return { deadline, open: undefined, why: whyUnknown(standing) }
}

function drainNote(waits: readonly LeavingAt[], until: number): string {
  const open = sum(waits)
  if (open === 0) return waits.find(({ why }) => why !== '')?.why ?? ''
  return `${requests(open)} still open, cut at ${new Date(until).toISOString().slice(11, 19)} UTC`
}

function removed(names: readonly MemberName[], moving: Moving): Promise<void> {
  const generations = generationsOf(moving, names)
  const { registrations } = moving
  const judge = (): Verdict<undefined> => {
    const unsure = names
      .filter((name) => registrations.member(name) === undefined)
      .map((name) => registrations.standing(name, generations.get(name) ?? 0))
      .find((standing) => standing.status === 'trouble' || standing.status === 'behind')
    return unsure === undefined ? { over: undefined } : { note: whyUnknown(unsure) }
  }
  return waitFor(moving, generations, judge, moving.say, moving.signal)
}

const whyUnknown = (standing: MemberStanding): string =>
  standing.status === 'trouble' ? standing.trouble : 'the load balancer has not taken it over yet'

const sum = (all: readonly LeavingAt[]): number => all.reduce((total, { open = 0 }) => total + open, 0)
const requests = (count: number): string => (count === 1 ? '1 request' : `${count} requests`)
